// One pass over the bytes; plain ASCII takes the first branch. It reports what no file may hold
// anywhere, so that the lexer need not look for it.
#include "idlc/syntax/text_check.h"

#include "idlc/diagnostics/catalogue_syntax.h"
#include "idlc/source/utf8.h"

namespace idlc::syntax {
namespace {

bool is_plain(char c) { return c > '\0' && c < '\x7F' && c != '\r'; }

Span span_at(SourceId source, std::size_t begin, std::size_t bytes) {
  return {source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + bytes)};
}

void report_invalid(const SourceFile& file, const Span& span, DiagnosticSink& sink) {
  const auto byte = static_cast<unsigned char>(file.text()[span.begin]);
  auto diagnostic = sink.report(kInvalidUtf8, span, byte, file.position(span.begin).column);
  diagnostic.help(is_utf16(file.text()) ? "the file looks like UTF-16; save it as UTF-8"
                                        : "save the file as UTF-8");
}

}  // namespace

bool is_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

void check_text(const SourceMap& sources, SourceId source, DiagnosticSink& sink) {
  const auto& file = sources.file(source);
  const auto text = file.text();
  bool is_valid_so_far = true;
  bool has_lone_return = false;
  for (std::size_t at = 0; at < text.size();) {
    if (is_plain(text[at])) {
      ++at;
      continue;
    }
    const auto character = decode_utf8(text, at);
    const auto span = span_at(source, at, character.bytes);
    if (!character.valid && is_valid_so_far) {
      is_valid_so_far = false;
      report_invalid(file, span, sink);
      if (is_utf16(text)) return;
    } else if (text[at] == '\r' && !text.substr(at + 1).starts_with('\n') && !has_lone_return) {
      has_lone_return = true;
      sink.report(kLoneReturn, span).help("end lines with LF or CR LF");
    } else if (character.code == U'\0' && (at == 0 || text[at - 1] != '\0')) {
      sink.report(kNulCharacter, span);
    } else if (character.valid && is_bidi_control(character.code)) {
      sink.report(kBidiControl, span, static_cast<std::uint32_t>(character.code))
          .label("it changes the order in which this line is shown");
    }
    at += character.bytes;
  }
}

}  // namespace idlc::syntax
