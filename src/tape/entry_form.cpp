#include "tape/entry_form.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "base/check.hpp"
#include "base/result.hpp"
#include "ports/log_sink.hpp"
#include "ports/stream.hpp"
#include "ports/terminal.hpp"
#include "tape/tape_format.hpp"

namespace parley::tape {
namespace {

using enum EntryKind;

template <class Enum>
constexpr std::int64_t last(Enum value) {
  return static_cast<std::int64_t>(value);
}

constexpr std::int64_t kAnyNumber = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kOutcome = kFailed + last(ErrorCode::kFull);
constexpr std::int64_t kFlag = 1;
constexpr std::int64_t kMaxExitCode = 130;  // Of a program that is interrupted.
constexpr std::size_t kMaxRecordBytes = 16'384;
constexpr std::size_t kMaxDatagramBytes = 65'507;

/// Builds a row of the table: what stands behind is what the entry holds.
struct Row {
  EntryForm form;

  constexpr Row(EntryKind kind, std::string_view name) : form{kind, name} {}
  constexpr Row id() const {
    Row row = *this;
    row.form.id = true;
    return row;
  }
  constexpr Row number(std::int64_t most = kAnyNumber) const {
    Row row = *this;
    row.form.number = true;
    row.form.most_number = most;
    return row;
  }
  constexpr Row endpoint() const {
    Row row = *this;
    row.form.endpoint = true;
    return row;
  }
  constexpr Row channel() const {
    Row row = *this;
    row.form.channel = true;
    return row;
  }
  constexpr Row text(std::size_t most = kMaxTextBytes, std::size_t least = 0) const {
    return text(TextForm::kWhole, most, least);
  }
  constexpr Row cut_text() const { return text(TextForm::kCut, kOutputTextBytes, 0); }
  constexpr operator EntryForm() const { return form; }  // NOLINT(google-explicit-constructor)

 private:
  constexpr Row text(TextForm text_form, std::size_t most, std::size_t least) const {
    Row row = *this;
    row.form.text = text_form;
    row.form.most_text = most;
    row.form.least_text = least;
    return row;
  }
};

constexpr auto kForms = std::to_array<EntryForm>({
    Row(kStart, "start"),
    Row(kStop, "stop"),
    Row(kWake, "wake").number(),
    Row(kAccept, "accept").id().endpoint().channel(),
    Row(kOpen, "open").id().number(kFlag).endpoint().channel().text(),
    Row(kRecord, "record").id().text(kMaxRecordBytes, 1),
    Row(kDrained, "drained").id(),
    Row(kClose, "close").id().number(last(CloseCause::kUntrusted)).text(),
    Row(kDatagram, "datagram").id().endpoint().text(kMaxDatagramBytes),
    Row(kStored, "stored").id().number(kOutcome).text(),
    Row(kInserted, "inserted").id().number(kOutcome).text(),
    Row(kFound, "found").id().number(kOutcome).text(),
    Row(kLoadedRoom, "loaded room").text(),
    Row(kLoaded, "loaded").id().number(kOutcome).text(),
    Row(kHashed, "hashed").id().number(kOutcome).text(),
    Row(kVerified, "verified").id().number(kOutcome).text(),
    Row(kLine, "line").number(kFlag).text(),
    Row(kEndOfInput, "end of input"),
    Row(kInterrupt, "interrupt"),
    Row(kListening, "listening").id().number(kOutcome).endpoint().text(),
    Row(kSocketOpened, "socket opened").id().number(kOutcome).endpoint().text(),
    Row(kPinFound, "pin found").number(kOutcome).text(),
    Row(kPinSaved, "pin saved").number(kOutcome).text(),
    Row(kUnsent, "unsent").id().number(),
    Row(kEntropy, "entropy").number(),
    Row(kReady, "ready").number(kOutcome).cut_text(),
    Row(kStopped, "stopped"),
    Row(kExit, "exit").number(kMaxExitCode),
    Row(kConnect, "connect").id().cut_text(),
    Row(kListen, "listen").endpoint(),
    Row(kOpenDatagram, "open datagram").endpoint(),
    Row(kJoinGroup, "join group").endpoint().cut_text(),
    Row(kWrite, "write").id().cut_text(),
    Row(kPauseReading, "pause reading").id(),
    Row(kResumeReading, "resume reading").id(),
    Row(kCloseStream, "close stream").id(),
    Row(kDropStream, "drop stream").id(),
    Row(kDropListener, "drop listener").id(),
    Row(kDropDatagram, "drop datagram").id(),
    Row(kSend, "send").id().endpoint().cut_text(),
    Row(kInsertAccount, "insert account").id().cut_text(),
    Row(kFindAccount, "find account").id().cut_text(),
    Row(kCommitRoom, "commit room").id().number().cut_text(),
    Row(kEraseRoom, "erase room").id().number().cut_text(),
    Row(kLoadRooms, "load rooms").id(),
    Row(kHash, "hash").id(),
    Row(kVerify, "verify").id(),
    Row(kFindPin, "find pin").cut_text(),
    Row(kSavePin, "save pin").cut_text(),
    Row(kPrint, "print").number(last(Style::kOther)).cut_text(),
    Row(kAsk, "ask").number(last(kLastQuestion)).cut_text(),
    Row(kLog, "log").number(last(LogLevel::kError)).cut_text(),
    Row(kEnd, "end").number(last(TapeEndCause::kFault)).text(kMaxEndTextBytes),
});

constexpr std::uint8_t kNoForm = 0xFF;

/// The row of each kind's number.
constexpr auto kRows = [] {
  std::array<std::uint8_t, 256> rows{};
  rows.fill(kNoForm);
  for (std::uint8_t i = 0; i < kForms.size(); ++i) rows[static_cast<std::uint8_t>(kForms[i].kind)] = i;
  return rows;
}();

bool text_has_form(const Entry& entry, const EntryForm& form) {
  const std::size_t length = entry.text.size();
  if (length < form.least_text || length > form.most_text) return false;
  if (form.text != TextForm::kCut) return entry.size == 0 && entry.digest == 0;
  if (entry.size <= kOutputTextBytes) return length == entry.size && entry.digest == 0;
  return length == kOutputTextBytes;
}

void encode_cut_text(const Entry& entry, ByteWriter& writer) {
  writer.varint(entry.size);
  writer.bytes(entry.text);
  if (entry.size > kOutputTextBytes) writer.fixed64(entry.digest);
}

void decode_cut_text(ByteReader& reader, Entry& entry) {
  entry.size = reader.varint();
  const bool cut = entry.size > kOutputTextBytes;
  entry.text = reader.bytes(cut ? kOutputTextBytes : entry.size);
  if (cut) entry.digest = reader.fixed64();
}

void encode_channel(const ChannelId& channel, ByteWriter& writer) {
  writer.fixed64(channel.high);
  writer.fixed64(channel.low);
}

ChannelId decode_channel(ByteReader& reader) {
  const std::uint64_t high = reader.fixed64();
  return {high, reader.fixed64()};
}

bool decode_time(ByteReader& reader, Instant last, Instant& at) {
  const std::uint64_t later = reader.varint();
  const auto since = last.time_since_epoch().count();
  constexpr auto kLatest = std::numeric_limits<std::int64_t>::max();
  const std::uint64_t most = static_cast<std::uint64_t>(kLatest) - static_cast<std::uint64_t>(since);
  if (later > most) return false;
  at = Instant(Duration(static_cast<std::int64_t>(static_cast<std::uint64_t>(since) + later)));
  return true;
}

bool decode_fields(ByteReader& reader, const EntryForm& form, Entry& entry, std::string_view& why) {
  if (form.id) entry.id = reader.varint();
  if (form.number) {
    const std::uint64_t number = reader.varint();
    if (number > static_cast<std::uint64_t>(form.most_number)) {
      why = "a number is out of its range";
      return false;
    }
    entry.number = static_cast<std::int64_t>(number);
  }
  if (form.endpoint) entry.endpoint = reader.endpoint();
  if (form.channel) entry.channel = decode_channel(reader);
  if (form.text == TextForm::kWhole) entry.text = reader.text(form.most_text);
  if (form.text == TextForm::kCut) decode_cut_text(reader, entry);
  if (!reader.failed() && entry.text.size() >= form.least_text) return true;
  why = "an entry does not have the form of its kind, or is longer than its block";
  return false;
}

}  // namespace

std::span<const EntryForm> entry_forms() { return kForms; }

const EntryForm* form_of(EntryKind kind) {
  const std::uint8_t row = kRows[static_cast<std::uint8_t>(kind)];
  return row == kNoForm ? nullptr : &kForms[row];
}

bool has_form(const Entry& entry) {
  const EntryForm* form = form_of(entry.kind);
  if (form == nullptr || entry.number < 0 || entry.number > form->most_number) return false;
  if (!form->id && entry.id != 0) return false;
  if (!form->endpoint && entry.endpoint != Endpoint{}) return false;
  if (!form->channel && entry.channel.is_known()) return false;
  return text_has_form(entry, *form);
}

void encode_entry(const Entry& entry, Instant last, ByteWriter& writer) {
  const EntryForm* form = form_of(entry.kind);
  PARLEY_CHECK(form != nullptr && entry.at >= last);
  writer.byte(static_cast<std::uint8_t>(entry.kind));
  writer.varint(static_cast<std::uint64_t>(entry.at.time_since_epoch().count()) -
                static_cast<std::uint64_t>(last.time_since_epoch().count()));
  if (form->id) writer.varint(entry.id);
  if (form->number) writer.varint(static_cast<std::uint64_t>(entry.number));
  if (form->endpoint) writer.endpoint(entry.endpoint);
  if (form->channel) encode_channel(entry.channel, writer);
  if (form->text == TextForm::kWhole) writer.text(entry.text);
  if (form->text == TextForm::kCut) encode_cut_text(entry, writer);
}

bool decode_entry(ByteReader& reader, Instant last, Entry& entry, std::string_view& why) {
  const EntryForm* form = form_of(next_kind(reader));
  if (form != nullptr) return decode_entry_as(*form, reader, last, entry, why);
  why = "an entry has an unknown kind";
  return false;
}

EntryKind next_kind(const ByteReader& reader) { return static_cast<EntryKind>(reader.peek()); }

bool decode_entry_as(const EntryForm& form, ByteReader& reader, Instant last, Entry& entry,
                     std::string_view& why) {
  entry = Entry{};
  entry.kind = static_cast<EntryKind>(reader.byte());
  if (!decode_time(reader, last, entry.at)) {
    why = "an entry's time is out of range";
    return false;
  }
  return decode_fields(reader, form, entry, why);
}

}  // namespace parley::tape
