# What `cmake --install` installs of the runtime: headers, both libraries, the CMake package idl and
# idl.pc. The components are those of the Debian packages: `library` is what programs that are
# linked to libidl.so need to run, `development` what it takes to build them.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/idl)

install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/include/idl
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development FILES_MATCHING PATTERN "*.h")
install(TARGETS idl_runtime idl_runtime_shared EXPORT idlRuntimeTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library
    NAMELINK_COMPONENT development)

# What has to be built before anything is installed.
add_custom_target(idl_installed DEPENDS idl_runtime idl_runtime_shared)

# The library for JSON, where there is what it needs.
if(TARGET idl_json)
  add_dependencies(idl_installed idl_json)
  install(TARGETS idl_json EXPORT idlRuntimeTargets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
endif()
install(EXPORT idlRuntimeTargets NAMESPACE idl:: DESTINATION ${package_dir} COMPONENT development)

configure_package_config_file(idlConfig.cmake.in idlConfig.cmake
  INSTALL_DESTINATION ${package_dir} PATH_VARS CMAKE_INSTALL_BINDIR)
write_basic_package_version_file(idlConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
    ${CMAKE_CURRENT_BINARY_DIR}/idlConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/idlConfigVersion.cmake
    ${PROJECT_SOURCE_DIR}/idlc/idl_generate.cmake
  DESTINATION ${package_dir} COMPONENT development)

# From lib/pkgconfig to the prefix, so that an installed tree can be moved.
file(RELATIVE_PATH to_prefix
  ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" to_prefix ${to_prefix})
configure_file(idl.pc.in idl.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/idl.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
