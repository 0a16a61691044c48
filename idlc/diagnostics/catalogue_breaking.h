// What `idlc breaking` finds: changes from one version of a schema to the next that break somebody.
// Part of the catalogue like every other diagnostic; the rules that report them are in idlc/compat.
// A list; the entries stand in one file a theme.
#pragma once

#include <array>

#include "idlc/diagnostics/catalogue_breaking_declarations.h"
#include "idlc/diagnostics/catalogue_breaking_fields.h"
#include "idlc/diagnostics/catalogue_breaking_methods.h"

namespace idlc {

inline constexpr std::array kBreakingDiagnostics{
    &kDeclarationRemoved.info, &kKindChanged.info,         &kFieldRemoved.info,
    &kFieldMoved.info,         &kFieldType.info,           &kFieldRenamed.info,
    &kDefaultChanged.info,     &kReservedDropped.info,     &kReservationDropped.info,
    &kAppended.info,           &kAppendedBare.info,        &kValueRemoved.info,
    &kValueRenumbered.info,    &kValueRenamed.info,        &kEnumWidthChanged.info,
    &kEnumOpenness.info,       &kClosedEnumGrew.info,      &kZeroRemoved.info,
    &kFixedChanged.info,       &kBaseChanged.info,         &kConstantChanged.info,
    &kMethodRemoved.info,      &kMethodKind.info,          &kThrowsGained.info,
    &kThrowsLost.info,         &kConstraintTightened.info, &kConstraintLoosened.info,
    &kSensitiveDropped.info,   &kJsonNameChanged.info,     &kIdempotentLost.info,
    &kTimeoutLowered.info,     &kNamespaceChanged.info,    &kDeclarationRenamed.info,
    &kWireNameChanged.info,    &kPreserveUnknownLost.info, &kAppendedInvalid.info,
    &kFieldReserved.info,      &kExtendsLost.info};

}  // namespace idlc
