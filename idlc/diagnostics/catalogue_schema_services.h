// What can be wrong with services: methods, parameters and what they answer.
// Part of catalogue_schema.h, which lists them all.
#pragma once

#include <cstdint>
#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::string_view> kParameterOrder{
    "parameter-order",
    Severity::Error,
    "parameter `{}` has no default, but one before it has",
    "Parameters without a default stand first, those with one after them, so that a caller "
    "can leave out the last ones. Give this one a default, or move it forward if the method "
    "is not in use yet.",
    {Wrong{R"(
      package shop;

      service Orders {
        cancel(string? reason = null, u64 id);
      }
    )"},
     Right{R"(
      package shop;

      service Orders {
        cancel(u64 id, string? reason = null);
      }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kWireIdCollision{
    "wire-id-collision",
    Severity::Error,
    "`{}` and `{}` have the same id on the wire",
    "On the wire a method is known by a 64-bit hash of its full name, and so is an error. By sheer "
    "chance two of them have the same, so that they could not be told apart. Rename one of them, "
    "or give it another name on the wire with `@wire_name`.",
    {Wrong{R"(
      package shop;

      service Desk {
        zqpgEaimEoteh();
        bojiEbbdozmyc();
      }
    )"},
     Right{R"(
      package shop;

      service Desk {
        open();
        close();
      }
    )"}}};

inline constexpr Diag<std::string_view> kServiceCycle{
    "service-cycle",
    Severity::Error,
    "`{}` extends itself",
    "A service has the methods of its base, so that it cannot be its own base, neither directly "
    "nor through others. Remove one `extends` of the circle.",
    {Wrong{R"(
      package shop;

      service Orders extends Stock { create(); }
      service Stock extends Orders { count() -> u32; }
    )"},
     Right{R"(
      package shop;

      service Orders extends Stock { create(); }
      service Stock { count() -> u32; }
    )"}}};

inline constexpr Diag<std::string_view, std::uint64_t> kTooManyBases{
    "too-many-bases",
    Severity::Error,
    "`{}` has more than {} bases, one behind the other",
    "A service extends one other, which may extend another: 16 times at most, so that whoever "
    "reads it finds all of its methods. Let the service extend one of the earlier bases.",
    {Wrong{R"(
      package shop;

      service S0 { ping(); }
      service S1 extends S0 {}
      service S2 extends S1 {}
      service S3 extends S2 {}
      service S4 extends S3 {}
      service S5 extends S4 {}
      service S6 extends S5 {}
      service S7 extends S6 {}
      service S8 extends S7 {}
      service S9 extends S8 {}
      service S10 extends S9 {}
      service S11 extends S10 {}
      service S12 extends S11 {}
      service S13 extends S12 {}
      service S14 extends S13 {}
      service S15 extends S14 {}
      service S16 extends S15 {}
      service S17 extends S16 {}
    )"},
     Right{R"(
      package shop;

      service Base { ping(); }
      service Orders extends Base {}
      service Stock extends Base {}
    )"}}};

inline constexpr Diag<std::string_view, std::uint64_t, std::string_view> kSignatureTooLong{
    "signature-too-long",
    Severity::Error,
    "`{}` has more than {} {}",
    "A method has at most 256 parameters, results and declared errors each: no C++ compiler is "
    "bound "
    "to take more. Put values into a struct, which may have as many fields as you like, and errors "
    "into one whose field tells them apart.",
    {Wrong{R"(
      package shop;

      service Sensors {
        put(
          u8 p0, u8 p1, u8 p2, u8 p3, u8 p4, u8 p5, u8 p6, u8 p7, u8 p8, u8 p9, u8 p10, u8 p11,
          u8 p12, u8 p13, u8 p14, u8 p15, u8 p16, u8 p17, u8 p18, u8 p19, u8 p20, u8 p21, u8 p22,
          u8 p23, u8 p24, u8 p25, u8 p26, u8 p27, u8 p28, u8 p29, u8 p30, u8 p31, u8 p32, u8 p33,
          u8 p34, u8 p35, u8 p36, u8 p37, u8 p38, u8 p39, u8 p40, u8 p41, u8 p42, u8 p43, u8 p44,
          u8 p45, u8 p46, u8 p47, u8 p48, u8 p49, u8 p50, u8 p51, u8 p52, u8 p53, u8 p54, u8 p55,
          u8 p56, u8 p57, u8 p58, u8 p59, u8 p60, u8 p61, u8 p62, u8 p63, u8 p64, u8 p65, u8 p66,
          u8 p67, u8 p68, u8 p69, u8 p70, u8 p71, u8 p72, u8 p73, u8 p74, u8 p75, u8 p76, u8 p77,
          u8 p78, u8 p79, u8 p80, u8 p81, u8 p82, u8 p83, u8 p84, u8 p85, u8 p86, u8 p87, u8 p88,
          u8 p89, u8 p90, u8 p91, u8 p92, u8 p93, u8 p94, u8 p95, u8 p96, u8 p97, u8 p98, u8 p99,
          u8 p100, u8 p101, u8 p102, u8 p103, u8 p104, u8 p105, u8 p106, u8 p107, u8 p108,
          u8 p109, u8 p110, u8 p111, u8 p112, u8 p113, u8 p114, u8 p115, u8 p116, u8 p117,
          u8 p118, u8 p119, u8 p120, u8 p121, u8 p122, u8 p123, u8 p124, u8 p125, u8 p126,
          u8 p127, u8 p128, u8 p129, u8 p130, u8 p131, u8 p132, u8 p133, u8 p134, u8 p135,
          u8 p136, u8 p137, u8 p138, u8 p139, u8 p140, u8 p141, u8 p142, u8 p143, u8 p144,
          u8 p145, u8 p146, u8 p147, u8 p148, u8 p149, u8 p150, u8 p151, u8 p152, u8 p153,
          u8 p154, u8 p155, u8 p156, u8 p157, u8 p158, u8 p159, u8 p160, u8 p161, u8 p162,
          u8 p163, u8 p164, u8 p165, u8 p166, u8 p167, u8 p168, u8 p169, u8 p170, u8 p171,
          u8 p172, u8 p173, u8 p174, u8 p175, u8 p176, u8 p177, u8 p178, u8 p179, u8 p180,
          u8 p181, u8 p182, u8 p183, u8 p184, u8 p185, u8 p186, u8 p187, u8 p188, u8 p189,
          u8 p190, u8 p191, u8 p192, u8 p193, u8 p194, u8 p195, u8 p196, u8 p197, u8 p198,
          u8 p199, u8 p200, u8 p201, u8 p202, u8 p203, u8 p204, u8 p205, u8 p206, u8 p207,
          u8 p208, u8 p209, u8 p210, u8 p211, u8 p212, u8 p213, u8 p214, u8 p215, u8 p216,
          u8 p217, u8 p218, u8 p219, u8 p220, u8 p221, u8 p222, u8 p223, u8 p224, u8 p225,
          u8 p226, u8 p227, u8 p228, u8 p229, u8 p230, u8 p231, u8 p232, u8 p233, u8 p234,
          u8 p235, u8 p236, u8 p237, u8 p238, u8 p239, u8 p240, u8 p241, u8 p242, u8 p243,
          u8 p244, u8 p245, u8 p246, u8 p247, u8 p248, u8 p249, u8 p250, u8 p251, u8 p252,
          u8 p253, u8 p254, u8 p255, u8 p256);
      }
    )"},
     Right{R"(
      package shop;

      struct Measured { 1: list<u8> values; }
      service Sensors { put(Measured measured); }
    )"}}};

inline constexpr Diag<std::string_view> kMisplacedAttachment{
    "misplaced-attachment",
    Severity::Error,
    "`{}` can only be a parameter or a result",
    "A service as a value and an open descriptor travel beside a call, not inside of its data: "
    "they mean something on this connection only, and cannot be stored. A parameter or a result "
    "can be `S`, `S?` or `list<S>` for a service S, and `fd` or `fd?`; they stand in no struct, "
    "union, map, alias or stream. Pass them as parameters of their own.",
    {Wrong{R"(
      package shop;

      service Observer { oneway changed(u64 id); }
      struct Request { 1: Observer observer; }
      service Orders { watch(Request request); }
    )"},
     Right{R"(
      package shop;

      service Observer { oneway changed(u64 id); }
      service Orders { watch(u64 since, Observer observer); }
    )"}}};

}  // namespace idlc
