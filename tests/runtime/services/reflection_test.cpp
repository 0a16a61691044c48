// The built-in reflection service, asked what a server serves. That the schemas compile is tested
// with the compiler, tests/idlc/schema/compact_text_test.cpp.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include <idl/channel.h>
#include <idl/health_service.h>
#include <idl/marshal.h>
#include <idl/reflection_service.h>

using idl_reflection::MethodKind;
using idl_reflection::Reflection;

namespace {

constexpr idl::SchemaFile kFile{"plain.idl", "package plain;\n"};

/// A service with entries of every kind, one of them under the name of a base.
class Plain final : public idl::Service {
 public:
  [[nodiscard]] std::span<const idl::MethodEntry> methods() const override {
    static constexpr auto nothing = [](idl::Service&, idl::ServerCall&) {};
    static constexpr std::array<idl::MethodEntry, 4> entries{{
        {{0x1, "plain.Plain.ask"}, nothing},
        {{0x2, "plain.Plain.note"}, nothing, idl::MethodKind::OneWay},
        {{0x3, "plain.Base.both"}, nothing, idl::MethodKind::BothStream, idl::Registration::OfBase},
        {{0x4, "plain.Base.up"},
         nothing,
         idl::MethodKind::CallerStreams,
         idl::Registration::OfBase,
         std::span(&kFile, 1)},
    }};
    return entries;
  }
};

struct Served {
  Served() {
    REQUIRE(server.add(plain));
    REQUIRE(server.add(std::make_shared<idl::HealthService>()));
    REQUIRE(server.add(std::make_shared<idl::ReflectionService>(server)));
    const auto bound = server.listen("tcp:127.0.0.1:0");
    REQUIRE(bound);
    address = *bound;
  }

  [[nodiscard]] Reflection::Client client() const {
    const auto channel = idl::Channel::connect(address);
    REQUIRE(channel);
    return Reflection::Client(*channel);
  }

  Plain plain;
  idl::Server server;
  idl::Address address;
};

}  // namespace

TEST_CASE("a server tells what it serves, by name, with the kinds of the methods") {
  const Served served;
  const auto services = served.client().services();
  REQUIRE(services);
  std::vector<std::string> names;
  for (const auto& service : *services) names.push_back(service.name);
  CHECK(names == std::vector<std::string>{"idl_health.Health", "idl_reflection.Reflection",
                                          "plain.Base", "plain.Plain"});
  const auto& base = (*services)[2];
  REQUIRE(base.methods.size() == 2);
  CHECK(base.methods[0].name == "both");
  CHECK(base.methods[0].kind == MethodKind::both_stream);
  CHECK(base.methods[1].kind == MethodKind::caller_streams);
  CHECK(base.has_schema);
  const auto& plain = (*services)[3];
  CHECK(plain.methods[0].kind == MethodKind::unary);
  CHECK(plain.methods[1].kind == MethodKind::oneway);
  CHECK(!plain.has_schema);
}

TEST_CASE("a server gives the schemas that its code carries, and says so where it has none") {
  const Served served;
  const Reflection::Client client = served.client();
  const auto health = client.schema("idl_health.Health");
  REQUIRE(health);
  REQUIRE(health->size() == 1);
  CHECK(health->front().path == "idl/health.idl");
  CHECK(health->front().text.starts_with("package idl_health;\nenum Status:u8{unknown=0;"));
  CHECK(client.schema("plain.Base")->front().path == "plain.idl");
  for (const std::string service : {"plain.Plain", "no.such.Service", ""}) {
    const auto none = client.schema(service);
    REQUIRE(none.error_as<idl_reflection::NoSchema>() != nullptr);
    CHECK(none.error_as<idl_reflection::NoSchema>()->service == service);
  }
}

TEST_CASE("what a server tells of itself can be compared and shown") {
  const Served served;
  const Reflection::Client client = served.client();
  const auto once = client.services();
  const auto again = client.async().services().wait();
  REQUIRE(once);
  REQUIRE(again);
  CHECK(*again == *once);
  CHECK((*once)[2] != (*once)[3]);
  CHECK(to_text((*once)[2]).starts_with(R"(ServiceInfo{name: "plain.Base", methods: [)"));
  const idl_reflection::File file{.path = "a.idl", .text = "package a;"};
  CHECK(file != idl_reflection::File{.path = "a.idl"});
  CHECK(to_text(file) == R"(File{path: "a.idl", text: "package a;"})");
  CHECK(to_text(idl_reflection::NoSchema{.service = "x"}) == R"(NoSchema{service: "x"})");
  CHECK(to_text((*once)[2].methods[1]) == R"(Method{name: "up", kind: caller_streams})");
  CHECK(idl::from_string<MethodKind>("both_stream") == MethodKind::both_stream);
  CHECK(idl::from_string<MethodKind>("both") == std::nullopt);
}

TEST_CASE("a service that overrides nothing answers that it is not implemented") {
  const auto plain = std::make_shared<Reflection::Server>();
  const auto coroutines = std::make_shared<Reflection::AsyncServer>();
  for (const std::shared_ptr<idl::Service>& service :
       std::initializer_list<std::shared_ptr<idl::Service>>{plain, coroutines}) {
    idl::Server server;
    REQUIRE(server.add(service));
    const auto bound = server.listen("tcp:127.0.0.1:0");
    REQUIRE(bound);
    const auto channel = idl::Channel::connect(*bound);
    REQUIRE(channel);
    const auto client = Reflection::Client(*channel).with({.timeout = std::chrono::seconds(20)});
    const auto services = client.services();
    CHECK(services.error().code == idl::Code::Unimplemented);
    CHECK(services.error().message.find("idl_reflection.Reflection.services") != std::string::npos);
    CHECK(client.schema("any").error().code == idl::Code::Unimplemented);
  }
}
