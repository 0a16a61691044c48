# idl_generate(TARGET t SOURCES a.idl … [IMPORT_DIRS dir …] [OUTPUT_DIR dir]): runs idlc on the
# sources in t's build and adds what comes out to t. The folder of the outputs (by default gen in
# the current binary directory) becomes an include directory of t and of its users.
#
# The outputs keep their time stamps where their bytes would not change, so the rule's OUTPUT is a
# stamp and the sources are its BYPRODUCTS: an edit that changes no output runs idlc again and
# compiles nothing, and a second build does nothing at all, under Ninja and under Makefiles.

# Whether the schema declares a service, and so has stubs: asked of the text, since idlc itself may
# not be built yet when CMake runs. A changed schema makes CMake ask again.
function(_idl_has_service source result)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  file(STRINGS ${source} lines REGEX "^[ \t]*service[ \t]+[A-Za-z]")
  list(LENGTH lines count)
  set(${result} ${count} PARENT_SCOPE)
endfunction()

function(idl_generate)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;OUTPUT_DIR" "SOURCES;IMPORT_DIRS")
  if(NOT arg_TARGET OR NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR
      "use idl_generate(TARGET target SOURCES a.idl … [IMPORT_DIRS dir …] [OUTPUT_DIR dir])")
  endif()
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/gen)
  if(arg_OUTPUT_DIR)
    set(folder ${arg_OUTPUT_DIR})
  endif()
  set(imports)
  foreach(dir ${arg_IMPORT_DIRS})
    get_filename_component(dir ${dir} ABSOLUTE)
    list(APPEND imports -I ${dir})
  endforeach()

  foreach(source ${arg_SOURCES})
    get_filename_component(source ${source} ABSOLUTE)
    get_filename_component(name ${source} NAME_WLE)
    set(stem ${folder}/${name})
    foreach(dir ${arg_IMPORT_DIRS})
      get_filename_component(dir ${dir} ABSOLUTE)
      cmake_path(IS_PREFIX dir ${source} NORMALIZE below)
      if(below)
        file(RELATIVE_PATH mirrored ${dir} ${source})
        cmake_path(REMOVE_EXTENSION mirrored LAST_ONLY)
        set(stem ${folder}/${mirrored})
        break()
      endif()
    endforeach()
    set(outputs ${stem}.idl.h ${stem}.idl.cpp)
    _idl_has_service(${source} has_service)
    if(has_service)
      list(APPEND outputs ${stem}.rpc.h ${stem}.rpc.cpp)
    endif()
    set(stamp ${stem}.idl.stamp)
    file(RELATIVE_PATH shown_source ${CMAKE_SOURCE_DIR} ${source})
    file(RELATIVE_PATH shown_folder ${CMAKE_SOURCE_DIR} ${folder})
    add_custom_command(
      OUTPUT ${stamp}
      BYPRODUCTS ${outputs}
      COMMAND idl::idlc ${imports} -o ${folder} --dep ${stamp}.d --stamp ${stamp} ${source}
      DEPENDS ${source} idl::idlc
      DEPFILE ${stamp}.d
      COMMENT "idlc ${shown_source} -o ${shown_folder}/"
      VERBATIM)
    target_sources(${arg_TARGET} PRIVATE ${outputs} ${stamp})
  endforeach()
  target_include_directories(${arg_TARGET} PUBLIC ${folder})
endfunction()
