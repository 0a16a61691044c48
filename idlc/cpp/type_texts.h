// What the types of a file become in its files, place by place. A type is written into all of them
// at once, so that its view can be forgotten before that of the next one is made: in large schemas
// all views together are several times as large as the texts.
#pragma once

#include "idlc/cpp/emitter.h"
#include "idlc/cpp/generate.h"
#include "idlc/cpp/view_types.h"

namespace idlc::cpp {

struct TypeTexts {
  // In the types' header.
  Emitter declarations;
  Emitter codec_declarations;
  Emitter constraints_declarations;
  Emitter hash_declarations;
  // In the types' source.
  Emitter definitions;
  Emitter codec_definitions;
  Emitter constraints_definitions;
  Emitter hash_definitions;
  // In the files for JSON, if there are any.
  Emitter json_declarations;
  Emitter json_definitions;

  /// Behind the items before it.
  void add(const ItemView& item, Extras extras);
};

}  // namespace idlc::cpp
