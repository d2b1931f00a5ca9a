#include "tests/unit/tape/tape_samples.hpp"

#include <limits>
#include <sstream>

#include "ports/terminal.hpp"
#include "tape/entry_form.hpp"

namespace parley::tape::test {

using std::chrono::milliseconds;

Reading read_all(const std::string& bytes) {
  Reading reading;
  auto tape = TapeReader::read(std::make_unique<std::istringstream>(bytes), "t.tape");
  if (!tape) {
    reading.refused = tape.error().message;
    reading.code = tape.error().code;
    return reading;
  }
  reading.header = (*tape)->header();
  Entry entry;
  for (;;) {
    const auto more = (*tape)->next(entry);
    if (!more) {
      reading.error = more.error().message;
      reading.code = more.error().code;
      break;
    }
    if (!*more) break;
    reading.entries.add(entry);
  }
  reading.cut = (*tape)->was_cut();
  return reading;
}

Entry least_entry(EntryKind kind) {
  const EntryForm& form = *form_of(kind);
  static constexpr std::string_view kText = "x";
  Entry entry;
  entry.kind = kind;
  entry.text = kText.substr(0, form.least_text);
  if (kind == EntryKind::kAsk)
    entry.number = static_cast<std::int64_t>(kFirstQuestion);  // Less: OldQuestions.
  return entry;
}

Entry most_entry(EntryKind kind, std::string& text) {
  const EntryForm& form = *form_of(kind);
  Entry entry;
  entry.kind = kind;
  if (form.id) entry.id = std::numeric_limits<std::uint64_t>::max();
  entry.number = form.most_number;
  if (form.channel) entry.channel = {std::numeric_limits<std::uint64_t>::max(), 1};
  if (form.endpoint) {
    IpAddress::Octets octets;
    octets.fill(0xFF);
    entry.endpoint = Endpoint{IpAddress(octets), 0xFFFF};
  }
  text.clear();
  for (std::size_t i = 0; i < form.most_text; ++i) text += static_cast<char>(i * i >> 3);
  entry.text = text;
  if (form.text == TextForm::kCut) {
    entry.size = std::numeric_limits<std::uint64_t>::max();
    entry.digest = entry.size;
  }
  return entry;
}

namespace {

Entry usual_entry(EntryKind kind) {
  const EntryForm& form = *form_of(kind);
  Entry entry;
  entry.kind = kind;
  if (form.id) entry.id = 300;
  if (form.number) entry.number = 1;
  if (form.endpoint) entry.endpoint = Endpoint{kLoopback, 15600};
  if (form.channel) entry.channel = {0x0123456789abcdef, 0xfedcba9876543210};
  if (form.text != TextForm::kNone) entry.text = "LIST-ROOM-MEMBERS <SUCCESS> <200> ann\n";
  if (form.text == TextForm::kCut) entry.size = entry.text.size();
  return entry;
}

}  // namespace

Entries all_sorts() {
  Entries entries;
  std::string text;
  Instant at{Duration(-7)};
  for (const auto& form : entry_forms()) {
    if (form.kind == EntryKind::kEnd) continue;
    for (Entry entry : {least_entry(form.kind), usual_entry(form.kind), most_entry(form.kind, text)}) {
      entry.at = at;
      entries.add(entry);
      at += Duration(entry.number % 3 == 1 ? 123'456'789 : 0);
    }
  }
  Entry last = usual_entry(EntryKind::kWake);
  last.at = Instant::max();
  entries.add(last);
  return entries;
}

Entries few() {
  Entries entries;
  const auto add = [&](EntryKind kind, milliseconds at, std::uint64_t id, std::string_view text) {
    Entry entry = usual_entry(kind);
    entry.at = Instant(at);
    if (id != 0) entry.id = id;
    if (!entry.text.empty()) entry.text = text;
    if (entry.size != 0) entry.size = text.size();
    entries.add(entry);
  };
  add(EntryKind::kStart, milliseconds(5000), 0, "");
  add(EntryKind::kListen, milliseconds(5000), 0, "");
  add(EntryKind::kListening, milliseconds(5000), 1, "");
  add(EntryKind::kAccept, milliseconds(5100), 1, "");
  add(EntryKind::kRecord, milliseconds(5400), 1, "HELLO P2P 2\n");
  add(EntryKind::kWrite, milliseconds(5400), 1, "HELLO <SUCCESS> <200> v2\n");
  add(EntryKind::kDatagram, milliseconds(6234), 1, "KEEP_ALIVE ann 1 0011223344556677");
  add(EntryKind::kClose, milliseconds(6300), 1, "in order");
  return entries;
}

TapeHeader registry_header() {
  return {"parley-registry 0.1.0", 1'700'000'000'123,  0b1110, false,
          CoreKind::kRegistry,     {{1, "x"}, {7, ""}}};
}

std::string tape_of(const TapeHeader& header, const Entries& entries, const TapeLimits& limits) {
  TapeBytes bytes;
  TapeWriter writer(header, bytes, limits);
  for (const auto& entry : entries.list()) writer.add(entry);
  writer.finish(TapeEndCause::kFinished);
  return bytes.bytes();
}

}  // namespace parley::tape::test
