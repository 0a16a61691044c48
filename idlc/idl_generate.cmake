# idl_generate(TARGET t SOURCES a.idl … [IMPORT_DIRS dir …] [OUTPUT_DIR dir] [WITH_IMPORTS] [JSON]
# [FAKES] [RANDOM] [REFLECTION]): runs idlc on the sources in t's build and adds what comes out to
# t. The folder of the outputs (by default gen in the current binary directory) becomes an include
# folder of t and of its users. With WITH_IMPORTS, what the sources import, also through others,
# need not be named. With JSON, types also get a JSON form, for which t links idl::json; with FAKES,
# services get stand-ins for tests, and with RANDOM types random values; with REFLECTION, stubs
# carry the schema for tools that ask.
#
# The outputs keep their time stamps where their bytes would not change, so the rule's OUTPUT is a
# stamp and the sources are its BYPRODUCTS: an edit that changes no output runs idlc again and
# compiles nothing, and a second build does nothing at all, under Ninja and under Makefiles.

# Whether the schema declares a service, and so has stubs: asked of the text, since idlc itself may
# not be built yet when CMake runs. A changed schema makes CMake ask again. Only a declaration can
# have the word `service` and a name behind a `;` or `}`, once comments and strings are gone.
function(_idl_has_service source result)
  file(READ "${source}" text)
  string(REGEX REPLACE
    "\"([^\"\\\n]|\\\\.)*\"|//[^\n]*|/\\*([^*]|\\*+[^*/])*\\*+/" " " text "${text}")
  if(text MATCHES "[;}][ \t\r\n]*service[ \t\r\n]+[A-Za-z]")
    set(${result} TRUE PARENT_SCOPE)
  else()
    set(${result} FALSE PARENT_SCOPE)
  endif()
endfunction()

# The sources and every file that they import, found as idlc finds them: beside the importing file,
# then in each import directory. One that is not there is left for idlc to tell of.
function(_idl_with_imports sources import_dirs result)
  set(files ${sources})
  set(waiting ${sources})
  while(waiting)
    list(POP_FRONT waiting importer)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${importer}")
    get_filename_component(folder "${importer}" DIRECTORY)
    file(STRINGS "${importer}" lines REGEX "^[ \t]*import[ \t]")
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "^[^\"]*\"([^\"]*)\".*$" "\\1" path "${line}")
      foreach(dir IN LISTS folder import_dirs)
        get_filename_component(file "${path}" ABSOLUTE BASE_DIR "${dir}")
        if(EXISTS "${file}")
          if(NOT file IN_LIST files)
            list(APPEND files "${file}")
            list(APPEND waiting "${file}")
          endif()
          break()
        endif()
      endforeach()
    endforeach()
  endwhile()
  set(${result} "${files}" PARENT_SCOPE)
endfunction()

# Where the outputs of a source go below `folder`, without their endings: by its path below the
# import directory that holds it, as idlc has it, else by its name.
function(_idl_stem source folder import_dirs result)
  get_filename_component(name "${source}" NAME_WLE)
  set(stem "${folder}/${name}")
  set(longest 0)
  foreach(dir IN LISTS import_dirs)
    cmake_path(IS_PREFIX dir "${source}" NORMALIZE below)
    string(LENGTH "${dir}" length)
    if(below AND length GREATER longest)
      set(longest ${length})
      file(RELATIVE_PATH mirrored "${dir}" "${source}")
      cmake_path(REMOVE_EXTENSION mirrored LAST_ONLY)
      set(stem "${folder}/${mirrored}")
    endif()
  endforeach()
  set(${result} "${stem}" PARENT_SCOPE)
endfunction()

# The files that idlc read when it last ran. Makefiles forget what depfiles said whenever CMake runs
# again, and look at it only after the stamps: a build in which CMake and idlc both have to run, as
# after an edit of a schema that is imported too, would leave the importing one as it was.
function(_idl_last_read depfile result)
  set(files)
  if(CMAKE_GENERATOR MATCHES "Makefiles" AND EXISTS "${depfile}")
    file(READ "${depfile}" text)
    string(REGEX REPLACE "^[^\n]*: \\\\\n" "" text "${text}")
    string(REGEX REPLACE " \\\\\n|\n" ";" lines "${text}")
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "^ +" "" file "${line}")
      string(REGEX REPLACE "\\\\([ #])" "\\1" file "${file}")
      string(REPLACE "$$" "$" file "${file}")
      if(file AND EXISTS "${file}")
        list(APPEND files "${file}")
      endif()
    endforeach()
  endif()
  set(${result} "${files}" PARENT_SCOPE)
endfunction()

function(idl_generate)
  cmake_parse_arguments(PARSE_ARGV 0 arg
    "WITH_IMPORTS;JSON;FAKES;RANDOM;REFLECTION" "TARGET;OUTPUT_DIR" "SOURCES;IMPORT_DIRS")
  if(NOT arg_TARGET OR NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR
      "use idl_generate(TARGET target SOURCES a.idl … [IMPORT_DIRS dir …] [OUTPUT_DIR dir] "
      "[WITH_IMPORTS] [JSON] [FAKES] [RANDOM] [REFLECTION])")
  endif()
  if(NOT TARGET idl::idlc)
    message(FATAL_ERROR
      "idl_generate needs the program idlc: install it, or set IDL_IDLC to one that runs here")
  endif()
  set(extras)
  if(arg_JSON)
    list(APPEND extras --json)
  endif()
  if(arg_FAKES)
    list(APPEND extras --fakes)
  endif()
  if(arg_RANDOM)
    list(APPEND extras --random)
  endif()
  if(arg_REFLECTION)
    list(APPEND extras --reflection)
  endif()
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/gen")
  if(arg_OUTPUT_DIR)
    get_filename_component(folder "${arg_OUTPUT_DIR}" ABSOLUTE
      BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
  endif()
  set(import_dirs)
  set(import_options)
  foreach(dir IN LISTS arg_IMPORT_DIRS)
    get_filename_component(dir "${dir}" ABSOLUTE)
    list(APPEND import_dirs "${dir}")
    list(APPEND import_options -I "${dir}")
  endforeach()

  set(sources)
  foreach(source IN LISTS arg_SOURCES)
    get_filename_component(source "${source}" ABSOLUTE)
    list(APPEND sources "${source}")
  endforeach()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sources})
  if(arg_WITH_IMPORTS)
    _idl_with_imports("${sources}" "${import_dirs}" sources)
  endif()

  foreach(source IN LISTS sources)
    _idl_stem("${source}" "${folder}" "${import_dirs}" stem)
    set(outputs "${stem}.idl.h" "${stem}.idl.cpp" "${stem}.view.h")
    _idl_has_service("${source}" has_service)
    if(has_service)
      list(APPEND outputs "${stem}.rpc.h" "${stem}.rpc.cpp")
      if(arg_FAKES)
        list(APPEND outputs "${stem}.fake.h")
      endif()
    endif()
    if(arg_JSON)
      list(APPEND outputs "${stem}.json.h" "${stem}.json.cpp")
    endif()
    if(arg_RANDOM)
      list(APPEND outputs "${stem}.random.h" "${stem}.random.cpp")
    endif()
    set(stamp "${stem}.idl.stamp")
    _idl_last_read("${stamp}.d" last_read)
    file(RELATIVE_PATH shown_source "${CMAKE_SOURCE_DIR}" "${source}")
    file(RELATIVE_PATH shown_folder "${CMAKE_SOURCE_DIR}" "${folder}")
    add_custom_command(
      OUTPUT "${stamp}"
      BYPRODUCTS ${outputs}
      COMMAND idl::idlc ${extras} ${import_options} -o "${folder}" --dep "${stamp}.d"
        --stamp "${stamp}" "${source}"
      DEPENDS "${source}" ${last_read} idl::idlc
      DEPFILE "${stamp}.d"
      COMMENT "idlc ${shown_source} -o ${shown_folder}/"
      VERBATIM)
    target_sources(${arg_TARGET} PRIVATE ${outputs} "${stamp}")
  endforeach()
  target_include_directories(${arg_TARGET} PUBLIC "${folder}")
endfunction()
