#pragma once

#include <functional>
#include <memory>

#include "ports/clock.hpp"

namespace boost::asio {
class io_context;
}  // namespace boost::asio

namespace parley::adapters {

class SocketPoller;

/// Is told when the turn is over in which it asked for that.
class TurnEndHandler {
 public:
  /// Calls nobody back: what follows is posted.
  virtual void on_turn_end() = 0;

 protected:
  ~TurnEndHandler() = default;
};

/// The one thread on which a program's core lives: it waits for whatever comes first and handles it,
/// one turn each. As a Clock it stands still for the length of a turn: every input that goes to the core
/// is preceded by begin_turn(). What had arrived when the alarm was due is read before it rings: after the
/// whole program has stood still, too. Not thread-safe but for post() and stop().
class EventLoop final : public Clock {
 public:
  EventLoop();  ///< Has SIGPIPE ignored from here on: a write to a broken connection is an error, no end.
  ~EventLoop() override;
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  Instant now() const override { return now_; }
  void set_wake_handler(WakeHandler* handler) override { wake_handler_ = handler; }
  void wake_at(Instant when) override;
  void cancel_wake() override;

  /// Runs `task` as a turn of its own, in the order of the calls. From any thread. What is posted in a turn
  /// runs right behind it, so that its outcome leaves together with that of the turn.
  void post(std::function<void()> task);

  /// Runs `task`, a turn of its own, after all that is ready now. On the loop's thread.
  void defer(std::function<void()> task);

  /// Runs turns until stop().
  void run();
  void stop();

  /// Runs turns until `done` holds (asked before the first and after every few) or `bound` has passed;
  /// returns done().
  bool run_until(const std::function<bool()>& done, Duration bound);

  /// Calls `handler`, in turns of its own, when the system asks the program to end (SIGTERM, SIGINT).
  void on_termination(std::function<void()> handler);

  /// Has a hang-up (SIGHUP) count as such, too; after on_termination().
  void end_on_hang_up();

  /// For adapters: moves now() to the present; called before each input is handed to the core.
  void begin_turn();

  /// For adapters: stands for as long as the loop is in a callback of theirs, with one input or several.
  class Turn {
   public:
    explicit Turn(EventLoop& loop) : loop_(loop) { loop_.enter(); }
    ~Turn() { loop_.leave(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    EventLoop& loop_;
  };

  /// Has the handler told at the end of the turn, once for each call. False where none is under way.
  bool at_turn_end(std::shared_ptr<TurnEndHandler> handler);

  SocketPoller& sockets();
  boost::asio::io_context& context();

 private:
  struct Impl;

  void enter();
  void leave();
  void run_tasks_later();
  void run_tasks();
  std::function<void()> next_task();

  void set_alarm();
  bool wake_is_due();
  void on_alarm();
  void ring_after_input();
  void ring();
  void await_signal();

  std::unique_ptr<SocketPoller> sockets_;  ///< Closed before what waits in impl_ goes, which may use it.
  std::unique_ptr<Impl> impl_;
  Instant now_{};
  WakeHandler* wake_handler_ = nullptr;
};

}  // namespace parley::adapters
