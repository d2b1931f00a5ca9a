#include "adapters/asio/socket_poller.hpp"

#include <sys/epoll.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <utility>

#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/turn_limits.hpp"
#include "base/check.hpp"

namespace parley::adapters {
namespace {

SocketEvents events_of(std::uint32_t mask) {
  return {(mask & EPOLLIN) != 0, (mask & EPOLLOUT) != 0, (mask & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0};
}

/// With fewer, a look at what comes first would cost more than the wait.
constexpr int kManyReady = 8;

constexpr unsigned kGenerationShift = 32;

}  // namespace

struct SocketPoller::Watch {
  explicit Watch(EventLoop& loop) : set(loop.context(), ::epoll_create1(EPOLL_CLOEXEC)) {}

  boost::asio::posix::stream_descriptor set;
};

SocketPoller::SocketPoller(EventLoop& loop) : loop_(loop), watch_(std::make_unique<Watch>(loop)) {}

SocketPoller::~SocketPoller() = default;

void SocketPoller::close() {
  std::exchange(slots_, {}).clear();
  watch_.reset();
}

SocketPoller::Key SocketPoller::add(int fd, std::shared_ptr<SocketHandler> handler) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(slots_.size()));
    slots_.emplace_back();
  }
  const std::uint32_t index = free_.back();
  free_.pop_back();
  Slot& slot = slots_[index];
  slot.handler = std::move(handler);
  slot.called_again = false;
  const Key key = Key{slot.generation} << kGenerationShift | index;
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  event.data.u64 = key;
  PARLEY_CHECK(::epoll_ctl(watch_->set.native_handle(), EPOLL_CTL_ADD, fd, &event) == 0);
  schedule(false);
  return key;
}

void SocketPoller::remove(Key key, int fd) {
  Slot* slot = find(key);
  if (slot == nullptr) return;
  ::epoll_ctl(watch_->set.native_handle(), EPOLL_CTL_DEL, fd, nullptr);
  ++slot->generation;
  free_.push_back(static_cast<std::uint32_t>(key));
  const auto handler = std::exchange(slot->handler, nullptr);  // Its end may remove others.
}

SocketPoller::Slot* SocketPoller::find(Key key) {
  const auto index = static_cast<std::uint32_t>(key);
  if (index >= slots_.size() || slots_[index].generation != key >> kGenerationShift) return nullptr;
  return &slots_[index];
}

void SocketPoller::call_again(Key key) {
  Slot* slot = find(key);
  if (slot == nullptr || std::exchange(slot->called_again, true)) return;
  again_.push_back(key);
  schedule(true);
}

void SocketPoller::schedule(bool at_once) {
  if (scheduled_ || (waiting_ && !at_once)) return;
  if (at_once) {
    scheduled_ = true;
    boost::asio::post(loop_.context(), [this] {
      scheduled_ = false;
      dispatch();
    });
    return;
  }
  waiting_ = true;
  watch_->set.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                         [this](const boost::system::error_code& cancelled) {
                           if (cancelled) return;
                           waiting_ = false;
                           dispatch();
                         });
}

/// A round: those that are ready, then those that asked for another turn, so that nobody waits for one who
/// always has more to do.
void SocketPoller::dispatch() {
  std::array<epoll_event, kSocketsPerRound> ready;
  const int count =
      ::epoll_wait(watch_->set.native_handle(), ready.data(), static_cast<int>(ready.size()), 0);
  if (count >= kManyReady) read_first();
  const auto again = std::exchange(again_, {});
  for (int i = 0; i < count; ++i) {
    const auto& event = ready[static_cast<std::size_t>(i)];
    call(event.data.u64, events_of(event.events));
  }
  for (const Key key : again) {
    if (Slot* slot = find(key)) slot->called_again = false;
    call(key, {});
  }
  schedule(!again_.empty());
}

void SocketPoller::read_before_rounds(std::weak_ptr<FirstReader> reader) {
  std::erase_if(readers_, [](const auto& other) { return other.expired(); });
  readers_.push_back(std::move(reader));
}

void SocketPoller::read_first() {
  for (const auto& weak : std::vector(readers_)) {
    const auto reader = weak.lock();
    if (!reader) continue;
    const EventLoop::Turn turn(loop_);
    reader->read_first();
  }
}

void SocketPoller::call(Key key, SocketEvents events) {
  Slot* slot = find(key);
  if (slot == nullptr) return;
  const auto handler = slot->handler;
  const EventLoop::Turn turn(loop_);
  handler->on_socket(events);
}

}  // namespace parley::adapters
