// Our own rows, and copying the encoded bytes, which nothing can be faster than: what the types of
// a schema cost when they are encoded, decoded afresh or over an old value, and viewed.
#include <cstdlib>
#include <cstring>
#include <memory>

#include <idl/encode.h>

#include "digest.h"
#include "rows.h"
#include "samples.h"

namespace bench {

namespace {

template <class T>
using Shared = std::shared_ptr<const T>;

template <class T>
idl::Bytes encoded(const T& value) {
  return idl::encode(value).value();
}

template <class T>
Loop copy_loop(const Shared<T>& value) {
  return [bytes = encoded(*value), out = encoded(*value)](int times) mutable {
    for (int i = 0; i < times; ++i) {
      std::memcpy(out.data(), bytes.data(), bytes.size());
      look_at(out.data());
    }
    return static_cast<std::uint64_t>(out.size());
  };
}

template <class T>
Loop encode_loop(const Shared<T>& value) {
  return [value, out = encoded(*value)](int times) mutable {
    std::uint64_t sum = 0;
    for (int i = 0; i < times; ++i) {
      sum += idl::encode_to(*value, out).value();
      look_at(out.data());
    }
    return sum;
  };
}

template <class T>
Loop decode_loop(const Shared<T>& value) {
  return [bytes = encoded(*value)](int times) {
    std::uint64_t sum = 0;
    for (int i = 0; i < times; ++i) {
      const auto decoded = idl::decode<T>(bytes);
      look_at(&*decoded);
      ++sum;
    }
    return sum;
  };
}

template <class T>
Loop decode_into_loop(const Shared<T>& value) {
  return [bytes = encoded(*value), kept = T(*value)](int times) mutable {
    std::uint64_t sum = 0;
    for (int i = 0; i < times; ++i) {
      if (!idl::decode_into(bytes, kept)) std::abort();
      look_at(&kept);
      ++sum;
    }
    return sum;
  };
}

template <class T>
Loop view_loop(const Shared<T>& value) {
  return [bytes = encoded(*value)](int times) {
    std::uint64_t sum = 0;
    for (int i = 0; i < times; ++i) {
      look_at(bytes.data());
      const auto view = idl::view<T>(bytes);
      sum += digest(*view);
    }
    return sum;
  };
}

template <class T>
void add(std::vector<Row>& rows, std::size_t kind, T value) {
  const auto shared = std::make_shared<const T>(std::move(value));
  rows[0].loops[kind] = copy_loop<T>(shared);
  rows[1].loops[kind] = encode_loop<T>(shared);
  rows[2].loops[kind] = decode_loop<T>(shared);
  rows[3].loops[kind] = decode_into_loop<T>(shared);
  rows[4].loops[kind] = view_loop<T>(shared);
}

}  // namespace

std::vector<Row> idl_rows() {
  std::vector<Row> rows{
      {"memcpy"}, {"idl encode"}, {"idl decode"}, {"idl decode over"}, {"idl view"}};
  add(rows, 0, places());
  add(rows, 1, order());
  add(rows, 2, tree());
  add(rows, 3, numbers());
  add(rows, 4, small());
  add(rows, 5, monsters());
  return rows;
}

}  // namespace bench
