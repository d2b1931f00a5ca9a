#include "adapters/asio/name_lookup.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <utility>

#include "adapters/asio/event_loop.hpp"

namespace parley::adapters {

using Resolver = boost::asio::ip::tcp::resolver;

struct NameLookup::Query {
  Resolver resolver;
};

namespace {

IpAddress to_ip_address(const boost::asio::ip::address& address) {
  return address.is_v4() ? IpAddress::v4(address.to_v4().to_uint()) : IpAddress(address.to_v6().to_bytes());
}

Result<std::vector<Endpoint>> addresses_of(const HostPort& target, const boost::system::error_code& error,
                                           const Resolver::results_type& results) {
  std::vector<Endpoint> endpoints;
  for (const auto& entry : results) {
    endpoints.push_back({to_ip_address(entry.endpoint().address()), target.port});
  }
  if (!error && !endpoints.empty()) return endpoints;
  return Error{ErrorCode::kUnavailable,
               "no address is known for '" + target.host + "'" + (error ? ": " + error.message() : "")};
}

}  // namespace

NameLookup::NameLookup(EventLoop& loop, const HostPort& target, Done done)
    : query_(std::make_shared<Query>(Query{Resolver(loop.context())})) {
  query_->resolver.async_resolve(
      target.host, std::to_string(target.port),
      [&loop, target, weak = std::weak_ptr(query_), done = std::move(done)](
          const boost::system::error_code& error, const Resolver::results_type& results) {
        if (error == boost::asio::error::operation_aborted || weak.expired()) return;
        const EventLoop::Turn turn(loop);
        done(addresses_of(target, error, results));
      });
}

NameLookup::~NameLookup() = default;

}  // namespace parley::adapters
