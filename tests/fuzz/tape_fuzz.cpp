// Tapes: whatever the bytes, what is read has the form of what can have been written. A checksum keeps most
// bytes from what lies behind it, so each part of a tape is tried with the bytes as well.

#include <optional>
#include <sstream>
#include <string>

#include "base/check.hpp"
#include "tape/entry_form.hpp"
#include "tape/tape_format.hpp"
#include "tape/tape_header.hpp"
#include "tape/tape_reader.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace parley::fuzz {
namespace {

using namespace tape;

void read_as_tape(std::string_view input) {
  auto tape = TapeReader::read(std::make_unique<std::istringstream>(std::string(input)));
  if (!tape) {
    PARLEY_CHECK(!tape.error().message.empty());
    return;
  }
  std::optional<Instant> last;
  Entry entry;
  Result<bool> more = (*tape)->next(entry);
  for (; more && *more; more = (*tape)->next(entry)) {
    PARLEY_CHECK(has_form(entry));
    PARLEY_CHECK(!last || *last <= entry.at);
    last = entry.at;
  }
  PARLEY_CHECK(more || !more.error().message.empty());
}

/// Entries that are read are written again with the same bytes.
void read_as_entries(std::string_view input) {
  ByteReader reader(input);
  Instant last{};
  while (!reader.at_end()) {
    const std::string_view rest = input.substr(input.size() - reader.left());
    Entry entry;
    std::string_view why;
    if (!decode_entry(reader, last, entry, why)) {
      PARLEY_CHECK(!why.empty());
      return;
    }
    PARLEY_CHECK(has_form(entry));
    std::string again(kEntryBytesBesideText + entry.text.size(), '\0');
    ByteWriter writer(again.data());
    encode_entry(entry, last, writer);
    again.resize(static_cast<std::size_t>(writer.at() - again.data()));
    PARLEY_CHECK(again == rest.substr(0, rest.size() - reader.left()));
    last = entry.at;
  }
}

void read_as_header(std::string_view input) {
  const auto header = decode_header(input);
  if (header) PARLEY_CHECK(encode_header(*header).value() == input);
}

/// The first three bytes say how much the rest is to be.
void read_as_payload(std::string_view input) {
  ByteReader reader(input);
  BlockHead head;
  head.coding = BlockCoding::kZstd;
  for (int i = 0; i < 3; ++i) head.raw_bytes = head.raw_bytes << 8 | reader.byte();
  if (reader.failed() || head.raw_bytes > kMaxBlockBytes) return;
  BlockDecompressor opener;
  std::string_view entries;
  if (!opener.open(head, reader.bytes(reader.left()), entries)) return;
  PARLEY_CHECK(entries.size() == head.raw_bytes);
  read_as_entries(entries);
}

}  // namespace

void run(std::string_view input) {
  read_as_tape(input);
  read_as_entries(input);
  read_as_header(input);
  read_as_payload(input);
}

}  // namespace parley::fuzz
