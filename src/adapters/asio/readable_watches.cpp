#include "adapters/asio/readable_watches.hpp"

#include <sys/epoll.h>

#include <utility>

#include "adapters/asio/descriptor.hpp"
#include "base/check.hpp"

namespace parley::adapters {

namespace {

/// Something of our own that is readable whenever `fd` is: Asio puts what it watches into non-blocking
/// mode, which everyone who shares a terminal or a pipe would find it in.
int stand_in_for(int fd) {
  const int stand_in = ::epoll_create1(EPOLL_CLOEXEC);
  PARLEY_CHECK(stand_in >= 0);
  epoll_event readable{};
  readable.events = EPOLLIN;
  PARLEY_CHECK(::epoll_ctl(stand_in, EPOLL_CTL_ADD, fd, &readable) == 0);
  return stand_in;
}

}  // namespace

class ReadableWatches::Watch final : public ReadinessHandler, public std::enable_shared_from_this<Watch> {
 public:
  Watch(EventLoop& loop, int fd, std::function<void()> on_readable)
      : descriptor_(loop, stand_in_for(fd)), on_readable_(std::move(on_readable)) {}

  void start() { descriptor_.await(Readiness::kReadable, shared_from_this()); }
  void end() { ended_ = true; }

  void on_ready(Readiness /*readiness*/) override {
    if (ended_) return;
    on_readable_();
    if (!ended_) start();
  }

 private:
  Descriptor descriptor_;
  std::function<void()> on_readable_;
  bool ended_ = false;
};

ReadableWatches::~ReadableWatches() {
  for (const auto& [fd, watch] : watches_) watch->end();
}

void ReadableWatches::watch(int fd, std::function<void()> on_readable) {
  auto watch = std::make_shared<Watch>(loop_, fd, std::move(on_readable));
  const auto [at, fresh] = watches_.emplace(fd, watch);
  PARLEY_CHECK(fresh);
  watch->start();
}

void ReadableWatches::unwatch(int fd) {
  const auto found = watches_.find(fd);
  if (found == watches_.end()) return;
  found->second->end();
  watches_.erase(found);
}

}  // namespace parley::adapters
