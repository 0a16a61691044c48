# cmake -DROOT=… -DFILES=a;b;… -DOUTPUT=… -P embed.cmake: writes runtime_files.cpp, with the texts
# of the files, which are named by their paths below ROOT.
set(code "// Written by embed.cmake from the sources of the runtime.\n")
string(APPEND code "#include \"idlc/vendor/runtime_files.h\"\n\n")
string(APPEND code "namespace idlc::vendor {\nnamespace {\n\n")
# With `sv` the lengths are known: counting them would exceed what clang evaluates in a constant.
string(APPEND code "using namespace std::string_view_literals;\n\n")
string(APPEND code "constexpr RuntimeFile kFiles[] = {\n")
foreach(path IN LISTS FILES)
  file(READ "${ROOT}/${path}" text)
  string(REGEX REPLACE "^runtime/" "" path "${path}")
  string(APPEND code "{\"${path}\",\nR\"idl_text(${text})idl_text\"sv},\n")
endforeach()
string(APPEND code "};\n\n}  // namespace\n\n")
string(APPEND code "std::span<const RuntimeFile> runtime_files() { return kFiles; }\n\n")
string(APPEND code "}  // namespace idlc::vendor\n")
file(WRITE "${OUTPUT}" "${code}")
