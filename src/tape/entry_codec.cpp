#include "tape/entry_codec.hpp"

#include <limits>

#include "base/check.hpp"
#include "tape/entry_form.hpp"

namespace parley::tape {
namespace {

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
