# The C++ and the schemas that pages show, taken from them while CMake runs and built like any other
# program, snippets_NAME_test of docs/NAME.md. docs/HACKING.md tells what the marks on blocks mean.
find_program(IDL_AWK awk REQUIRED)
find_package(fmt REQUIRED)  # for pages that show idl/fmt.h

# Brings `folder` to what `page` shows; a file that would not change keeps its time stamp.
function(extract_snippets page folder)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${page})
  file(REMOVE_RECURSE ${folder}.new)
  file(MAKE_DIRECTORY ${folder}.new ${folder})
  execute_process(
    COMMAND ${IDL_AWK} -v page=${page} -v folder=${folder}.new
      -f ${PROJECT_SOURCE_DIR}/tests/docs/snippets.awk ${PROJECT_SOURCE_DIR}/${page}
    COMMAND_ERROR_IS_FATAL ANY)
  file(GLOB_RECURSE files RELATIVE ${folder}.new ${folder}.new/*)
  foreach(file IN LISTS files)
    cmake_path(GET file PARENT_PATH parent)
    file(MAKE_DIRECTORY ${folder}/${parent})
    file(COPY_FILE ${folder}.new/${file} ${folder}/${file} ONLY_IF_DIFFERENT)
  endforeach()
  file(GLOB_RECURSE olds RELATIVE ${folder} ${folder}/page.cpp ${folder}/schemas/*)
  list(REMOVE_ITEM olds "" ${files})
  list(TRANSFORM olds PREPEND ${folder}/)
  if(olds)
    file(REMOVE ${olds})
  endif()
  file(REMOVE_RECURSE ${folder}.new)
endfunction()

# The program of a page; `folder` holds what was taken from it.
function(add_snippets_test name folder)
  set(test snippets_${name}_test)
  file(READ ${folder}/page.cpp code)
  add_executable(${test} ${folder}/page.cpp)
  target_link_libraries(${test} PRIVATE idl_test_main idl::runtime idl_warnings fmt::fmt)
  set(extras)
  if(code MATCHES "\\.json\\.h\"")
    list(APPEND extras JSON)
    target_link_libraries(${test} PRIVATE idl::json)
  endif()
  if(code MATCHES "\\.fake\\.h\"")
    list(APPEND extras FAKES)
  endif()
  if(code MATCHES "\\.random\\.h\"")
    list(APPEND extras RANDOM)
  endif()
  file(GLOB_RECURSE schemas ${folder}/schemas/*.idl)
  if(schemas)
    idl_generate(TARGET ${test} SOURCES ${schemas} IMPORT_DIRS ${folder}/schemas
      OUTPUT_DIR ${folder}/gen ${extras})
  endif()
  idl_precompile(${test} REUSE_FROM idl_test_main)
  add_test(NAME docs/${name} COMMAND ${test})
  set_tests_properties(docs/${name} PROPERTIES TIMEOUT 120)
endfunction()

file(GLOB pages CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
  ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/docs/*.md
  ${PROJECT_SOURCE_DIR}/docs/decisions/*.md ${PROJECT_SOURCE_DIR}/idl-examples/*/README.md)
# tests/diagnostics writes it, and compiles its examples.
list(REMOVE_ITEM pages docs/DIAGNOSTICS.md)
foreach(page IN LISTS pages)
  string(REGEX REPLACE "^(docs|idl-examples)/|\\.md$" "" name ${page})
  string(TOLOWER ${name} name)
  string(MAKE_C_IDENTIFIER ${name} name)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/snippets/${name})
  extract_snippets(${page} ${folder})
  if(EXISTS ${folder}/page.cpp AND TARGET idl::runtime)
    add_snippets_test(${name} ${folder})
  endif()
endforeach()
