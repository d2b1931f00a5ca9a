#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/asio/descriptor.hpp"
#include "adapters/asio/name_lookup.hpp"
#include "base/endpoint.hpp"
#include "base/result.hpp"

namespace parley::adapters {

/// Makes a TCP connection: looks the host up, then tries its addresses one after the other. Calls back
/// once, in a later turn, unless it is cancelled first.
class Dialler final : public ReadinessHandler, public std::enable_shared_from_this<Dialler> {
 public:
  struct Dialled {
    FileDescriptor socket;
    Endpoint remote;
  };
  /// Error kUnavailable, with what went wrong at the last address.
  using Done = std::function<void(Result<Dialled>)>;

  Dialler(EventLoop& loop, HostPort target, Done done);

  void start();
  void cancel();

  void on_ready(Readiness readiness) override;

 private:
  void try_next();
  void finish(Result<Dialled> result);

  EventLoop& loop_;
  HostPort target_;
  Done done_;
  std::unique_ptr<NameLookup> lookup_;
  std::vector<Endpoint> addresses_;  ///< Those not tried yet, the next one last.
  std::unique_ptr<Descriptor> descriptor_;
  Endpoint trying_;
  std::string last_failure_;
};

}  // namespace parley::adapters
