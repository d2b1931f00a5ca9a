#include "tape/tape_writer.hpp"

#include "base/check.hpp"
#include "tape/block_builder.hpp"
#include "tape/block_compressor.hpp"

namespace parley::tape {

bool TapeBytes::offer(std::string bytes) {
  bytes_ += bytes;
  return true;
}

class TapeWriter::State {
 public:
  State(const TapeHeader& header, BlockSink& sink, const TapeLimits& limits)
      : sink_(sink), limits_(limits), builder_(limits.block_bytes) {
    PARLEY_CHECK(limits.max_bytes >= kMinTapeBytes);
    put(tape_beginning(header).value());
  }

  void add(const Entry& entry) {
    if (ended_ || entry.kind == EntryKind::kEnd) return;
    if (!builder_.is_empty() && entry.at - builder_.view().base >= limits_.block_age) seal();
    if (ended_) return;
    if (!builder_.add(entry))
      finish(TapeEndCause::kGap, "an entry is too long for a tape, or does not have the form of its kind");
    if (builder_.is_full()) seal();
  }

  void seal() {
    if (ended_ || builder_.is_empty()) return;
    const RawBlock block = builder_.take();
    std::string bytes = compressor_.compress(block);
    if (bytes.size() > limits_.max_bytes - bytes_ - kMaxEndBytes) {
      end(TapeEndCause::kLimit, {});
      return;
    }
    put(std::move(bytes));
    compressor_.written();
    last_ = block.last;
  }

  void finish(TapeEndCause cause, std::string_view words) {
    seal();
    if (!ended_) end(cause, words);
  }

  bool ended() const { return ended_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  void end(TapeEndCause cause, std::string_view words) {
    const EndBlock block(compressor_.next_index(), last_, cause,
                         words.empty() ? default_reason(cause) : words);
    put(std::string(block.bytes()));
    ended_ = true;
  }

  void put(std::string bytes) {
    bytes_ += bytes.size();
    if (!sink_.offer(std::move(bytes))) ended_ = true;
  }

  BlockSink& sink_;
  TapeLimits limits_;
  BlockBuilder builder_;
  BlockCompressor compressor_;
  std::uint64_t bytes_ = 0;
  Instant last_{};  ///< Of the entries on the tape.
  bool ended_ = false;
};

TapeWriter::TapeWriter(const TapeHeader& header, BlockSink& sink, const TapeLimits& limits)
    : state_(std::make_unique<State>(header, sink, limits)) {}
TapeWriter::~TapeWriter() = default;

void TapeWriter::add(const Entry& entry) { state_->add(entry); }
void TapeWriter::seal() { state_->seal(); }
void TapeWriter::finish(TapeEndCause cause, std::string_view words) { state_->finish(cause, words); }
bool TapeWriter::ended() const { return state_->ended(); }
std::uint64_t TapeWriter::bytes() const { return state_->bytes(); }

}  // namespace parley::tape
