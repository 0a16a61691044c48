// The catalogue's entries of the schema passes: what is wrong with a schema whose text is well
// formed. A list; the entries stand in one file a theme.
#pragma once

#include <array>

#include "idlc/diagnostics/catalogue_schema_files.h"
#include "idlc/diagnostics/catalogue_schema_names.h"
#include "idlc/diagnostics/catalogue_schema_numbers.h"
#include "idlc/diagnostics/catalogue_schema_services.h"
#include "idlc/diagnostics/catalogue_schema_types.h"
#include "idlc/diagnostics/catalogue_schema_values.h"

namespace idlc {

inline constexpr std::array kSchemaDiagnostics{
    &kCannotReadFile.info,      &kImportNotFound.info,
    &kImportOutsideRoots.info,  &kImportPathForm.info,
    &kImportCycle.info,         &kSelfImport.info,
    &kDuplicateImport.info,     &kDuplicateImportAlias.info,
    &kUnusedImport.info,        &kOneFileTwoPaths.info,
    &kTwoFilesOnePath.info,     &kUnknownType.info,
    &kUnknownError.info,        &kUnknownService.info,
    &kUnknownValue.info,        &kMissingImport.info,
    &kWrongKind.info,           &kDuplicateName.info,
    &kSimilarNames.info,        &kReservedName.info,
    &kDuplicateThrows.info,     &kThrownResult.info,
    &kDuplicateNumber.info,     &kReservedNumber.info,
    &kNumberGap.info,           &kNumberZero.info,
    &kFieldNumberTooLarge.info, &kReservedRange.info,
    &kReservedTwice.info,       &kVoidType.info,
    &kTypeArguments.info,       &kEnumWidth.info,
    &kFlagsWidth.info,          &kFlagBit.info,
    &kEmptyFlags.info,          &kRecursiveType.info,
    &kAliasCycle.info,          &kTypeTooDeep.info,
    &kNestedOptional.info,      &kOptionalUnion.info,
    &kMapKeyType.info,          &kSetElementType.info,
    &kBoxContent.info,          &kArraySize.info,
    &kFixedTooLarge.info,       &kFixedMember.info,
    &kNewTypeBase.info,         &kEmptyEnum.info,
    &kEmptyUnion.info,          &kEmptyFixedStruct.info,
    &kBlockTooLarge.info,       &kValueType.info,
    &kValueRange.info,          &kInvalidTimestamp.info,
    &kInvalidUuid.info,         &kUnknownEnumValue.info,
    &kOptionalDefault.info,     &kNoDefaultPossible.info,
    &kClosedEnumZero.info,      &kConstantCycle.info,
    &kParameterOrder.info,      &kServiceCycle.info,
    &kTooManyBases.info,        &kSignatureTooLong.info,
    &kMisplacedAttachment.info, &kWireIdCollision.info,
    &kDuplicateEntry.info,      &kArrayLength.info,
    &kUnknownMember.info,       &kMissingMembers.info,
    &kUnionCases.info,          &kRecursiveDefault.info,
    &kConstantsTooLarge.info};

}  // namespace idlc
