#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/play/played_person.hpp"
#include "sim/real/programs.hpp"
#include "sim/real/pty_screen.hpp"

namespace parley::sim::real {

/// A person in the real world, at the terminal of a shipping peer. Does not think before typing; a line is
/// taken once the question and its answer have become a line that stands.
class PtyPerson final : public scenario::PlayedPerson {
 public:
  struct Context {
    adapters::ReadableWatches& watches;
    const Programs& programs;
    std::filesystem::path folder;      ///< For the peer's pins.
    scenario::PeerConfig peer_config;  ///< As this person finds the registry.
    std::uint16_t registry_udp = 0;
    scenario::TapeFolder* tapes = nullptr;  ///< Null: the peer is not recorded.
  };

  PtyPerson(Context context, const scenario::Person& person)
      : PlayedPerson(person, context.peer_config), context_(std::move(context)) {}

  void start(bool asks_for_registry) override;
  void crash();
  void pause();
  void resume();
  void request_stop();  ///< The peer, in order, also while it is paused: soon it does not run any more.
  void flush_input();   ///< Types on what the terminal did not take yet.

  bool running() const override { return program_ != nullptr && !ended(); }
  std::string room() const override { return running() ? screen_.room() : std::string(); }
  std::optional<std::string_view> question() const override;
  bool asks(QuestionKind kind) const override { return running() && screen_.asks(kind); }
  std::size_t line_count() const override { return screen_.lines().size(); }
  std::optional<std::string_view> line(std::size_t index) const override { return shown()[index]; }

 private:
  void press(Key key) override;
  void type(const std::string& line, bool thinks) override;
  bool line_taken() const override;
  const std::vector<std::string>& shown() const;

  Context context_;
  PtyScreen screen_;
  std::unique_ptr<RunningProgram> program_;
  std::string asked_;                                      ///< The question that was answered last,
  std::string typed_;                                      ///< the answer,
  std::size_t typed_at_ = 0;                               ///< and how many lines stood then.
  mutable std::optional<std::vector<std::string>> shown_;  ///< The screen's lines, as in the simulated world.
};

}  // namespace parley::sim::real
