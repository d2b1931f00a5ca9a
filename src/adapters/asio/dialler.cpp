#include "adapters/asio/dialler.hpp"

#include <algorithm>
#include <utility>

#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/sockets.hpp"

namespace parley::adapters {

Dialler::Dialler(EventLoop& loop, HostPort target, Done done)
    : loop_(loop), target_(std::move(target)), done_(std::move(done)) {}

void Dialler::start() {
  if (const auto address = IpAddress::parse(target_.host)) {
    addresses_ = {{*address, target_.port}};
    loop_.post([self = shared_from_this()] { self->try_next(); });
    return;
  }
  lookup_ = std::make_unique<NameLookup>(loop_, target_,
                                         [weak = weak_from_this()](Result<std::vector<Endpoint>> found) {
                                           const auto self = weak.lock();
                                           if (!self) return;
                                           if (!found) {
                                             self->finish(found.error());
                                             return;
                                           }
                                           self->addresses_ = *std::move(found);
                                           std::reverse(self->addresses_.begin(), self->addresses_.end());
                                           self->try_next();
                                         });
}

void Dialler::cancel() {
  done_ = nullptr;
  lookup_.reset();
  descriptor_.reset();
}

void Dialler::try_next() {
  while (done_ && !addresses_.empty()) {
    trying_ = addresses_.back();
    addresses_.pop_back();
    auto socket = start_connecting(trying_);
    if (socket) {
      descriptor_ = std::make_unique<Descriptor>(loop_, socket->release());
      descriptor_->await(Readiness::kWritable, shared_from_this());
      return;
    }
    last_failure_ = socket.error().message;
  }
  finish(Error{ErrorCode::kUnavailable,
               "nobody can be reached at " + target_.to_string() + ": " + last_failure_});
}

void Dialler::on_ready(Readiness /*readiness*/) {
  if (!done_ || !descriptor_) return;
  const auto failure = connection_error(descriptor_->fd());
  if (!failure) {
    finish(Dialled{std::exchange(descriptor_, nullptr)->release(), trying_});
    return;
  }
  last_failure_ = *failure;
  descriptor_.reset();
  try_next();
}

void Dialler::finish(Result<Dialled> result) {
  if (const auto done = std::exchange(done_, nullptr)) done(std::move(result));
}

}  // namespace parley::adapters
