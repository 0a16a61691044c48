// Random values of what public systems send: made from the schemas by what docs/WIRE.md says alone,
// decoded by generated code, and written by it as the same bytes.
#include "tests/golden/macros_of_the_c_library.h"

#include <doctest/doctest.h>

#include <string>

#include <idl/encode.h>

#include "cri/api.rpc.h"
#include "etcd/rpc.rpc.h"
#include "hive/metastore.rpc.h"
#include "idlc/diagnostics/render.h"
#include "idlc/schema/build.h"
#include "monster/monster.idl.h"
#include "otel/trace.rpc.h"
#include "tests/schemas/random_encoding.h"
#include "thrift/thrift_test.rpc.h"

#include "tests/golden/macros_of_the_c_library.h"

namespace {

constexpr std::uint32_t kSeeds = 60;

const idlc::schema::Schema& schema() {
  static idlc::SourceMap sources;
  static const auto kSchema = [] {
    const std::string root = IDL_SCHEMAS_DIR;
    const idlc::schema::BuildInputs inputs{
        {root + "/cri/api.idl", root + "/etcd/rpc.idl", root + "/hive/metastore.idl",
         root + "/monster/monster.idl", root + "/otel/trace.idl", root + "/thrift/thrift_test.idl"},
        {root}};
    idlc::DiagnosticSink sink;
    auto built = idlc::schema::build(inputs, idlc::RealFileSystem(), sources, sink);
    INFO(idlc::render_short(sink.collected(), sources));
    REQUIRE(built.has_value());
    CHECK(sink.collected().shown.empty());
    return *std::move(built);
  }();
  return kSchema;
}

idlc::schema::TypeId type_named(const std::string& name) {
  for (std::uint32_t index = 0; index < schema().declarations.size(); ++index) {
    if (schema().declarations[index].full_name == name) return {index};
  }
  FAIL("no type " << name);
  return {};
}

template <class T>
void check_travels(const std::string& name) {
  CAPTURE(name);
  const auto type = type_named(name);
  for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    const std::string text = schemas::RandomEncoding(schema(), seed).message(type);
    const auto* data = reinterpret_cast<const std::byte*>(text.data());
    const idl::Bytes bytes(data, data + text.size());
    const auto value = idl::decode<T>(bytes);
    REQUIRE(value);
    CHECK(*value == *value);
    CHECK(idl::encode(*value).value() == bytes);
  }
}

}  // namespace

TEST_CASE("what etcd's services send travels") {
  check_travels<etcd::rpc::TxnRequest>("etcd.rpc.TxnRequest");
  check_travels<etcd::rpc::TxnResponse>("etcd.rpc.TxnResponse");
  check_travels<etcd::rpc::WatchResponse>("etcd.rpc.WatchResponse");
  check_travels<etcd::rpc::LeaseLeasesResponse>("etcd.rpc.LeaseLeasesResponse");
}

TEST_CASE("what a container runtime is sent travels") {
  check_travels<cri::v1::PodSandboxConfig>("cri.v1.PodSandboxConfig");
  check_travels<cri::v1::ContainerConfig>("cri.v1.ContainerConfig");
  check_travels<cri::v1::ContainerEvent>("cri.v1.ContainerEvent");
  check_travels<cri::v1::PodSandboxStats>("cri.v1.PodSandboxStats");
}

TEST_CASE("traces travel, with values that hold lists and tables of their own kind") {
  check_travels<otel::trace::TracesData>("otel.trace.TracesData");
  check_travels<otel::common::KeyValue>("otel.common.KeyValue");
}

TEST_CASE("what a metastore keeps travels") {
  check_travels<hive::metastore::Table>("hive.metastore.Table");
  check_travels<hive::metastore::Partition>("hive.metastore.Partition");
  check_travels<hive::metastore::ColumnStatistics>("hive.metastore.ColumnStatistics");
  check_travels<hive::metastore::LockRequest>("hive.metastore.LockRequest");
}

TEST_CASE("the types of Thrift's test service travel, however they nest") {
  check_travels<thrift::test::CrazyNesting>("thrift.test.CrazyNesting");
  check_travels<thrift::test::LargeDeltas>("thrift.test.LargeDeltas");
  check_travels<thrift::test::NestedMixedx2>("thrift.test.NestedMixedx2");
  check_travels<thrift::test::CoRecursive>("thrift.test.CoRecursive");
}

TEST_CASE("monsters travel") {
  check_travels<my_game::example::Monster>("my_game.example.Monster");
}

TEST_CASE("what the schemas give as defaults is there without being set") {
  const my_game::example::Monster monster{.name = "Orc"};
  CHECK(monster.hp == 100);
  CHECK(monster.color == my_game::example::Color::Blue);
  const thrift::test::LargeDeltas deltas;
  CHECK(deltas.big_numbers.size() == 3);
  CHECK(thrift::test::OptionalSetDefaultTest{}.with_default.contains("test"));
}
