#include "record/replay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/record/recorded_session.hpp"

namespace parley::record {
namespace {

/// Plays a tape to its end.
class Played {
 public:
  explicit Played(const KeptTape& tape, std::optional<Error> at_end = std::nullopt)
      : source_(tape, std::move(at_end)), replay_(tape.header(), source_) {
    replay_.run();
  }

  const Replay* operator->() const { return &replay_; }

 private:
  KeptSource source_;
  Replay replay_;
};

const RecordedSession& session() {
  static const RecordedSession recorded = recorded_session();
  return recorded;
}

TEST(Replay, of_each_tape_of_a_session_does_what_the_tape_has) {
  for (const KeptTape* tape : {&session().registry, &session().alice, &session().bob}) {
    const Played replay(*tape);
    ASSERT_EQ(replay->end(), ReplayEnd::kTapeEnd) << replay->reason();
    EXPECT_EQ(replay->cause(), EndCause::kFinished);
    EXPECT_EQ(replay->entries(), tape->entries().size());
  }
}

}  // namespace
}  // namespace parley::record
