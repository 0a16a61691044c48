// The catalogue's entries of the lexer and the parser: what is wrong with a text whatever its names
// mean. A list; the entries stand in one file a theme.
#pragma once

#include <array>

#include "idlc/diagnostics/catalogue_syntax_declarations.h"
#include "idlc/diagnostics/catalogue_syntax_file.h"
#include "idlc/diagnostics/catalogue_syntax_text.h"

namespace idlc {

inline constexpr std::array kSyntaxDiagnostics{
    &kInvalidUtf8.info,        &kNulCharacter.info,        &kBidiControl.info,
    &kLoneReturn.info,         &kUnexpectedCharacter.info, &kUnterminatedComment.info,
    &kUnterminatedString.info, &kUnknownEscape.info,       &kBadUnicodeEscape.info,
    &kBadIdentifier.info,      &kMalformedNumber.info,     &kNumberTooLarge.info,
    &kEmptyFile.info,          &kMissingPackage.info,      &kMisplacedPackage.info,
    &kMisplacedImport.info,    &kExpectedToken.info,       &kMissingSemicolon.info,
    &kUnclosedBrace.info,      &kUnknownDeclaration.info,  &kNestingTooDeep.info,
    &kNameTooLong.info,        &kUnusedDocComment.info,    &kNestedNotAllowed.info,
    &kReservedTypeName.info,   &kReservedValueName.info,   &kMissingNumber.info,
    &kUnexpectedNumber.info,   &kMissingEnumValue.info,    &kDefaultNotAllowed.info,
    &kReservedNotAllowed.info, &kOnewayAnswer.info,        &kEmptyResults.info,
    &kMisplacedStream.info,    &kMisplacedAnnotation.info};

}  // namespace idlc
