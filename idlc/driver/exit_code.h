// The exit codes of idlc. They are part of its interface: build systems and scripts decide by them.
// A code keeps its meaning for good.
#pragma once

namespace idlc::driver {

enum class ExitCode : int {
  Ok = 0,
  Findings = 1,  ///< the input has errors
  Usage = 2,     ///< the command line is wrong
  Io = 5,        ///< a file could not be read or written
  Bug = 70,      ///< idlc itself is at fault
};

}  // namespace idlc::driver
