#include "adapters/asio/event_loop.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/limits.hpp"

namespace parley::adapters {

namespace asio = boost::asio;
using SteadyClock = asio::steady_timer::clock_type;

/// The alarm stays set to an earlier moment when a later one is asked for, and looks again when it
/// rings: most wake-ups move later, many times a second, and so cost nothing.
struct EventLoop::Impl {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  asio::steady_timer alarm{context};
  std::optional<asio::signal_set> signals;
  std::function<void()> termination_handler;

  const SteadyClock::time_point zero = SteadyClock::now();
  std::optional<Instant> wake_moment;   ///< What wake_at() asked for.
  std::optional<Instant> alarm_moment;  ///< What the alarm is set to.

  bool reading_first = false;           ///< The alarm is due, and waits for what has arrived.
  std::uint64_t turns = 0;              ///< Begun so far,
  std::uint64_t turns_before = 0;       ///< and when the present round of the loop began.
  SteadyClock::time_point latest_ring;  ///< Whatever arrives.
};

EventLoop::EventLoop() : impl_(std::make_unique<Impl>()) { std::signal(SIGPIPE, SIG_IGN); }

EventLoop::~EventLoop() = default;

void EventLoop::begin_turn() {
  now_ = Instant(SteadyClock::now() - impl_->zero);
  ++impl_->turns;
}

boost::asio::io_context& EventLoop::context() { return impl_->context; }

void EventLoop::wake_at(Instant when) {
  impl_->wake_moment = when;
  set_alarm();
}

void EventLoop::cancel_wake() { impl_->wake_moment.reset(); }

void EventLoop::set_alarm() {
  const auto& wake = impl_->wake_moment;
  auto& alarm = impl_->alarm_moment;
  if (impl_->reading_first || !wake || (alarm && *alarm <= *wake)) return;
  alarm = wake;
  impl_->alarm.expires_at(impl_->zero + wake->time_since_epoch());
  impl_->alarm.async_wait([this](const boost::system::error_code& cancelled) {
    if (!cancelled) on_alarm();
  });
}

bool EventLoop::wake_is_due() {
  begin_turn();
  return impl_->wake_moment && *impl_->wake_moment <= now_;
}

void EventLoop::on_alarm() {
  auto& machinery = *impl_;
  machinery.alarm_moment.reset();
  if (!wake_is_due()) {
    set_alarm();
    return;
  }
  machinery.reading_first = true;
  machinery.latest_ring = SteadyClock::now() + limits::kReadBeforeAlarm;
  // One round for what the system has reported, one for what it reports next.
  asio::post(machinery.context, [this] {
    impl_->turns_before = impl_->turns;
    asio::post(impl_->context, [this] { ring_after_input(); });
  });
}

/// The alarm and many sockets can be due together, as after the machine was paused. A socket has its share of
/// a round only, so rounds follow until one had no turn.
void EventLoop::ring_after_input() {
  auto& machinery = *impl_;
  const bool quiet = std::exchange(machinery.turns_before, machinery.turns) == machinery.turns;
  if (quiet || SteadyClock::now() >= machinery.latest_ring) {
    ring();
  } else {
    asio::post(machinery.context, [this] { ring_after_input(); });
  }
}

void EventLoop::ring() {
  impl_->reading_first = false;
  if (!wake_is_due()) {
    set_alarm();
    return;
  }
  impl_->wake_moment.reset();
  if (wake_handler_ != nullptr) wake_handler_->on_wake();
}

void EventLoop::post(std::function<void()> task) {
  asio::post(impl_->context, [this, task = std::move(task)] {
    begin_turn();
    task();
  });
}

void EventLoop::run() {
  begin_turn();
  impl_->context.run();
}

void EventLoop::stop() { impl_->context.stop(); }

bool EventLoop::run_until(const std::function<bool()>& done, Duration bound) {
  const auto end = SteadyClock::now() + bound;
  begin_turn();
  while (!done()) {
    if (impl_->context.stopped() || SteadyClock::now() >= end) return false;
    impl_->context.run_one_until(end);
  }
  return true;
}

void EventLoop::on_termination(std::function<void()> handler) {
  impl_->termination_handler = std::move(handler);
  if (impl_->signals) return;
  impl_->signals.emplace(impl_->context, SIGTERM, SIGINT);
  await_signal();
}

void EventLoop::end_on_hang_up() { impl_->signals->add(SIGHUP); }

void EventLoop::await_signal() {
  impl_->signals->async_wait([this](const boost::system::error_code& cancelled, int /*signal*/) {
    if (cancelled) return;
    await_signal();
    begin_turn();
    impl_->termination_handler();
  });
}

}  // namespace parley::adapters
