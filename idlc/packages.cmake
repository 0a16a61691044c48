# Packages: `cpack -G DEB` in the build folder, or `./dev package`, makes three of Debian's kind.
# idlc is the program; libidl-rpc-dev what it takes to build with its output; libidl-rpc0.1 the
# shared library. (Debian's libidl-dev is something else: a parser of CORBA IDL.)
set(CPACK_PACKAGE_NAME idlc)
set(CPACK_PACKAGE_VENDOR "The idl authors")
set(CPACK_PACKAGE_CONTACT "The idl authors <idl@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "IDL compiler and RPC runtime for C++20")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL tools development library)
set(CPACK_STRIP_FILES ON)

set(abi ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS OFF)
find_program(IDL_DPKG_SHLIBDEPS dpkg-shlibdeps)
mark_as_advanced(IDL_DPKG_SHLIBDEPS)
if(IDL_DPKG_SHLIBDEPS)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
endif()

set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME idlc)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_TOOLS_PACKAGE_RECOMMENDS "libidl-rpc-dev (= ${PROJECT_VERSION})")
# It owns /usr/bin/idlc too.
set(CPACK_DEBIAN_TOOLS_PACKAGE_CONFLICTS cyclonedds-tools)
set(CPACK_COMPONENT_TOOLS_DESCRIPTION
  "Compiles IDL files to C++ client and server stubs, with the best diagnostics it can give.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libidl-rpc-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libidl-rpc${abi} (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_RECOMMENDS "idlc (= ${PROJECT_VERSION})")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
  "Headers, libraries, CMake package and idl.pc for programs that use stubs made by idlc.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libidl-rpc${abi})
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION
  "The shared runtime library of programs that use stubs made by idlc.")

include(CPack)
