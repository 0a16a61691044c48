// Reading the file, keeping the last good list, and telling of problems once. The lines are
// address_list.cpp's business.
#include "net/file_resolver.h"

#include <utility>

#include "base/system_error.h"
#include "net/address_list.h"

namespace idl::detail {

FileResolver::FileResolver(System& system, std::string path, AddressFileOptions options)
    : system_(system), path_(std::move(path)), options_(std::move(options)) {}

Result<std::vector<Address>> FileResolver::resolve(TimePoint) {
  const auto text = read();
  AddressList list = text ? parse_address_list(*text) : AddressList{};
  if (!text) {
    list.problems.push_back(text.error().message);
  } else if (list.addresses.empty()) {
    list.problems.emplace_back("the file holds no address");
  }
  const std::string first = list.problems.empty() ? std::string() : list.problems.front();
  report(std::move(list.problems));
  const std::lock_guard lock(mutex_);
  if (!list.addresses.empty()) known_ = std::move(list.addresses);
  if (!known_.empty()) return known_;
  if (!text) return text.error();
  return Error{.code = Code::AddressInvalid, .message = "addresses in '" + path_ + "': " + first};
}

Result<std::string> FileResolver::read() const {
  auto text = system_.read_file(path_, kMaxAddressFileBytes);
  if (text.ok()) return std::move(text.value);
  Error error = system_error("cannot read the addresses in '" + path_ + "'", text.error);
  if (text.error == std::errc::file_too_large) {
    error.message += "; it may have " + std::to_string(kMaxAddressFileBytes) + " bytes";
  }
  return error;
}

void FileResolver::report(std::vector<std::string> problems) {
  {
    const std::lock_guard lock(mutex_);
    if (problems == reported_) return;
    reported_ = problems;
  }
  if (!options_.on_problem) return;
  for (const std::string& problem : problems) {
    options_.on_problem({.code = Code::AddressInvalid, .message = path_ + ": " + problem});
  }
}

}  // namespace idl::detail

namespace idl {

std::shared_ptr<Resolver> file_resolver(std::string path, AddressFileOptions options) {
  return std::make_shared<detail::FileResolver>(detail::real_system(), std::move(path),
                                                std::move(options));
}

}  // namespace idl
