#include "record/entry_codec.hpp"

#include <limits>

#include "base/check.hpp"
#include "record/entry_form.hpp"

namespace parley::record {
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
  if (form.text == TextForm::kWhole) entry.text = reader.text(form.most_text);
  if (form.text == TextForm::kCut) decode_cut_text(reader, entry);
  if (!reader.failed() && entry.text.size() >= form.least_text) return true;
  why = "an entry is too long for its block, or not in its form";
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
  if (form->text == TextForm::kWhole) writer.text(entry.text);
  if (form->text == TextForm::kCut) encode_cut_text(entry, writer);
}

bool decode_entry(ByteReader& reader, Instant last, Entry& entry, std::string_view& why) {
  const auto kind = static_cast<EntryKind>(reader.byte());
  const EntryForm* form = form_of(kind);
  if (form == nullptr) {
    why = "an entry is of no kind that there is";
    return false;
  }
  entry = Entry{};
  entry.kind = kind;
  if (!decode_time(reader, last, entry.at)) {
    why = "an entry's time is later than any";
    return false;
  }
  return decode_fields(reader, *form, entry, why);
}

}  // namespace parley::record
