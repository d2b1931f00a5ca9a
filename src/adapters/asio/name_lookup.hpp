#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/endpoint.hpp"
#include "base/result.hpp"

namespace parley::adapters {

class EventLoop;

/// Asks the system for a host's addresses, on a thread of its own, as the system's call blocks. Calls
/// back once, in a turn of its own, unless it is destroyed first.
class NameLookup {
 public:
  /// At least one address, or kUnavailable.
  using Done = std::function<void(Result<std::vector<Endpoint>>)>;

  NameLookup(EventLoop& loop, const HostPort& target, Done done);
  ~NameLookup();
  NameLookup(const NameLookup&) = delete;
  NameLookup& operator=(const NameLookup&) = delete;

 private:
  struct Query;
  std::shared_ptr<Query> query_;  ///< The answer knows by it whether we still stand.
};

}  // namespace parley::adapters
