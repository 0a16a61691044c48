# What `cmake --install` installs of the compiler: the program, its manual pages and completions.
# idl_generate() belongs to the CMake package, which the runtime installs.
add_dependencies(idl_installed idlc)
install(TARGETS idlc RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tools)

file(GLOB manual_pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/man/*.1)
install(FILES ${manual_pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT tools)

# idlc_completion(SHELL PATH): what `idlc completion SHELL` prints, installed as share/PATH.
function(idlc_completion shell path)
  set(script ${CMAKE_CURRENT_BINARY_DIR}/completion.${shell})
  add_custom_command(TARGET idlc POST_BUILD
    COMMAND idlc completion ${shell} > ${script}
    BYPRODUCTS ${script}
    VERBATIM)
  cmake_path(GET path PARENT_PATH folder)
  cmake_path(GET path FILENAME name)
  install(FILES ${script} RENAME ${name}
    DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder} COMPONENT tools)
endfunction()

idlc_completion(bash bash-completion/completions/idlc)
idlc_completion(zsh zsh/site-functions/_idlc)
idlc_completion(fish fish/vendor_completions.d/idlc.fish)
