#pragma once

#include "ports/clock.hpp"
#include "record/entry_recorder.hpp"

namespace parley::record {

/// Records when the alarm rings.
class RecordingClock final : public Clock, private WakeHandler {
 public:
  RecordingClock(Clock& clock, EntryRecorder& recorder) : clock_(clock), recorder_(recorder) {}

  Instant now() const override { return clock_.now(); }
  void set_wake_handler(WakeHandler* handler) override {
    handler_ = handler;
    clock_.set_wake_handler(handler == nullptr ? nullptr : this);
  }
  void wake_at(Instant when) override {
    asked_ = when;
    clock_.wake_at(when);
  }
  void cancel_wake() override { clock_.cancel_wake(); }

 private:
  void on_wake() override {
    recorder_.input({.kind = tape::EntryKind::kWake, .number = (clock_.now() - asked_).count()});
    handler_->on_wake();
  }

  Clock& clock_;
  EntryRecorder& recorder_;
  WakeHandler* handler_ = nullptr;
  Instant asked_{};
};

}  // namespace parley::record
