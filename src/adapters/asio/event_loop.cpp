#include "adapters/asio/event_loop.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "adapters/asio/socket_poller.hpp"
#include "adapters/asio/turn_limits.hpp"
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

  std::size_t depth = 0;  ///< Of callbacks under way, where one of ours calls another.
  std::vector<std::shared_ptr<TurnEndHandler>> at_turn_end;

  const std::thread::id owner = std::this_thread::get_id();
  std::mutex mutex;
  std::deque<std::function<void()>> tasks;  ///< Guarded by mutex.
  bool run_scheduled = false;               ///< Guarded by mutex.
};

EventLoop::EventLoop() : impl_(std::make_unique<Impl>()) {
  sockets_ = std::make_unique<SocketPoller>(*this);
  std::signal(SIGPIPE, SIG_IGN);
}

EventLoop::~EventLoop() { sockets_->close(); }

void EventLoop::begin_turn() {
  now_ = Instant(SteadyClock::now() - impl_->zero);
  ++impl_->turns;
}

void EventLoop::enter() {
  if (impl_->depth++ == 0) begin_turn();
}

void EventLoop::leave() {
  if (impl_->depth > 1) {
    --impl_->depth;
    return;
  }
  run_tasks();
  for (std::size_t i = 0; i < impl_->at_turn_end.size(); ++i) impl_->at_turn_end[i]->on_turn_end();
  impl_->at_turn_end.clear();
  --impl_->depth;
  {
    const std::lock_guard lock(impl_->mutex);
    if (impl_->tasks.empty() || std::exchange(impl_->run_scheduled, true)) return;
  }
  run_tasks_later();
}

bool EventLoop::at_turn_end(std::shared_ptr<TurnEndHandler> handler) {
  if (impl_->depth == 0) return false;
  impl_->at_turn_end.push_back(std::move(handler));
  return true;
}

SocketPoller& EventLoop::sockets() { return *sockets_; }

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
  const Turn turn(*this);
  if (wake_handler_ != nullptr) wake_handler_->on_wake();
}

void EventLoop::post(std::function<void()> task) {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->tasks.push_back(std::move(task));
    const bool in_turn = std::this_thread::get_id() == impl_->owner && impl_->depth > 0;
    if (in_turn || std::exchange(impl_->run_scheduled, true)) return;
  }
  run_tasks_later();
}

void EventLoop::defer(std::function<void()> task) {
  asio::post(impl_->context, [this, task = std::move(task)] {
    const Turn turn(*this);
    task();
  });
}

void EventLoop::run_tasks_later() {
  asio::post(impl_->context, [this] {
    {
      const std::lock_guard lock(impl_->mutex);
      impl_->run_scheduled = false;
    }
    const Turn turn(*this);  // Its end runs them.
  });
}

/// Those that are posted meanwhile, too, up to a limit: then the others have their turn.
void EventLoop::run_tasks() {
  for (std::size_t i = 0; i < kTasksPerTurn && !impl_->context.stopped(); ++i) {
    const auto task = next_task();
    if (!task) return;
    begin_turn();
    task();
  }
}

std::function<void()> EventLoop::next_task() {
  const std::lock_guard lock(impl_->mutex);
  if (impl_->tasks.empty()) return nullptr;
  auto task = std::move(impl_->tasks.front());
  impl_->tasks.pop_front();
  return task;
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
    const Turn turn(*this);
    impl_->termination_handler();
  });
}

}  // namespace parley::adapters
