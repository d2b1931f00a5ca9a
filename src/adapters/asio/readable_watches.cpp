#include "adapters/asio/readable_watches.hpp"

#include <fcntl.h>

#include <utility>

#include "adapters/asio/descriptor.hpp"
#include "base/check.hpp"

namespace parley::adapters {

class ReadableWatches::Watch final : public ReadinessHandler, public std::enable_shared_from_this<Watch> {
 public:
  Watch(EventLoop& loop, int copy, std::function<void()> on_readable)
      : descriptor_(loop, copy), on_readable_(std::move(on_readable)) {}

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
  const int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
  PARLEY_CHECK(copy >= 0);
  auto watch = std::make_shared<Watch>(loop_, copy, std::move(on_readable));
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
