#include "record/tape_reader.hpp"

#include <cerrno>
#include <fstream>
#include <istream>
#include <optional>
#include <system_error>

#include "record/block_reader.hpp"
#include "record/entry_codec.hpp"
#include "record/old_questions.hpp"

namespace parley::record {
namespace {

/// `12,345`.
std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

/// `1.250 s`, from one time to a later one. A forged tape's may lie farther apart than a Duration is long.
std::string seconds(Instant from, Instant to) {
  constexpr std::uint64_t kNanosecondsInMs = 1'000'000;
  const auto passed = static_cast<std::uint64_t>(to.time_since_epoch().count()) -
                      static_cast<std::uint64_t>(from.time_since_epoch().count());
  const std::uint64_t ms = passed / kNanosecondsInMs;
  const std::string rest = std::to_string(1000 + ms % 1000);
  return grouped(ms / 1000) + '.' + rest.substr(1) + " s";
}

}  // namespace

class TapeReader::State {
 public:
  State(std::unique_ptr<std::istream> bytes, std::string name)
      : name_(std::move(name)), blocks_(std::move(bytes)) {}

  Result<void> begin() {
    auto header = blocks_.header();
    if (!header) return Error{header.error().code, name_ + ": " + header.error().message};
    header_ = std::move(*header);
    return {};
  }

  Result<bool> next(Entry& entry) {
    if (error_) return *error_;
    if (eye_.at_end()) {
      const auto found = next_block();
      if (!found || !*found) return found;
    }
    return next_entry(entry);
  }

  const TapeHeader& header() const { return header_; }
  bool was_cut() const { return at_end_ && !end_seen_; }
  std::uint64_t entries() const { return entries_; }
  std::uint64_t bytes_read() const { return blocks_.offset(); }

 private:
  Result<bool> next_block() {
    if (at_end_) return false;
    std::string_view bytes;
    const auto found = blocks_.next(head_, bytes);
    if (!found) return stop(found.error().code, blocks_.index(), found.error().message);
    if (!*found) {
      at_end_ = true;
      return false;
    }
    if (head_.entries == 0 || bytes.empty()) return broken("it is empty");
    if (entries_ > 0 && head_.base < last_) return broken("its time runs back");
    eye_ = ByteReader(bytes);
    left_ = head_.entries;
    last_ = head_.base;
    return true;
  }

  Result<bool> next_entry(Entry& entry) {
    std::string_view why;
    Entry found;
    if (end_seen_) return broken("something stands behind the tape's end");
    if (left_ == 0 || !decode_entry(eye_, last_, found, why)) {
      return broken(left_ == 0 ? "it holds more entries than it says" : why);
    }
    --left_;
    if (left_ > 0 && eye_.at_end()) return broken("it holds fewer entries than it says");
    if (entries_ == 0) first_ = found.at;
    last_ = found.at;
    end_seen_ = found.kind == EntryKind::kEnd;
    ++entries_;
    old_questions_.update(found);
    entry = found;
    return true;
  }

  Error broken(std::string_view why) { return stop(ErrorCode::kCorrupt, head_.index, why); }

  Error stop(ErrorCode code, std::uint32_t block, std::string_view why) {
    std::string message = name_ + ": block " + grouped(block) + ", at byte " + grouped(blocks_.block_at()) +
                          ": " + std::string(why) + "; ";
    message += entries_ == 0
                   ? std::string("nothing before it was recorded")
                   : "the tape is good up to " + seconds(first_, last_) + ", entry " + grouped(entries_);
    error_ = Error{code, std::move(message)};
    return *error_;
  }

  std::string name_;
  BlockReader blocks_;
  TapeHeader header_;
  BlockHead head_;
  OldQuestions old_questions_;
  ByteReader eye_{{}};
  std::uint32_t left_ = 0;  ///< Entries of the block that are yet to come.
  Instant first_{};
  Instant last_{};
  std::uint64_t entries_ = 0;
  bool end_seen_ = false;
  bool at_end_ = false;
  std::optional<Error> error_;
};

Result<std::unique_ptr<TapeReader>> TapeReader::read(std::unique_ptr<std::istream> bytes,
                                                     const std::string& name) {
  auto state = std::make_unique<State>(std::move(bytes), name);
  if (auto begun = state->begin(); !begun) return begun.error();
  return std::unique_ptr<TapeReader>(new TapeReader(std::move(state)));
}

Result<std::unique_ptr<TapeReader>> TapeReader::open(const std::filesystem::path& path) {
  auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!*file) {
    return Error{ErrorCode::kUnavailable, path.string() + " cannot be opened (" +
                                              std::generic_category().message(errno) +
                                              "); see that it is there, and yours"};
  }
  return read(std::move(file), path.string());
}

TapeReader::TapeReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
TapeReader::~TapeReader() = default;

const TapeHeader& TapeReader::header() const { return state_->header(); }
Result<bool> TapeReader::next(Entry& entry) { return state_->next(entry); }
bool TapeReader::was_cut() const { return state_->was_cut(); }
std::uint64_t TapeReader::entries() const { return state_->entries(); }
std::uint64_t TapeReader::bytes_read() const { return state_->bytes_read(); }

Result<TapeHeader> read_tape_header(const std::filesystem::path& path) {
  auto tape = TapeReader::open(path);
  if (!tape) return tape.error();
  return (*tape)->header();
}

}  // namespace parley::record
