#include "sim/report/page_data.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "sim/report/json.hpp"
#include "sim/report/message_text.hpp"
#include "sim/report/spans.hpp"
#include "sim/world/address.hpp"

namespace parley::sim::report {
namespace {

/// As the page's script knows them, by TraceKind.
constexpr std::array<std::string_view, 28> kKindNames = {
    "wake",     "datagram", "datagram-lost", "group-datagram", "member",  "member-lost", "connect",
    "opened",   "accepted", "refused",       "record",         "drained", "closed",      "broken",
    "stored",   "hashed",   "typed",         "printed",        "started", "ended",       "crashed",
    "vanished", "paused",   "resumed",       "network",        "step",    "power-lost",  "record-lost"};
static_assert(kKindNames.size() == static_cast<std::size_t>(TraceKind::kRecordLost) + 1);

std::int64_t nanoseconds(Instant at) { return at.time_since_epoch().count(); }

enum class Use : std::uint8_t { kLine, kRecord, kDatagram };

Use use_of(TraceKind kind) {
  switch (kind) {
    case TraceKind::kRecord:
    case TraceKind::kRecordLost:
      return Use::kRecord;
    case TraceKind::kDatagram:
    case TraceKind::kDatagramLost:
    case TraceKind::kMember:
    case TraceKind::kMemberLost:
      return Use::kDatagram;
    default:
      return Use::kLine;
  }
}

/// Members follow with the same bytes; a turn that time alone brought says nothing.
bool is_shown(const Event& event) {
  return event.kind != TraceKind::kGroupDatagram &&
         (event.kind != TraceKind::kScript || event.text != TextId{});
}

class PageData {
 public:
  explicit PageData(const Timeline& timeline) : timeline_(timeline), events_(timeline.events()) {}

  std::string write(const PageTitle& title) {
    json_.begin_object();
    write_title(title);
    write_nodes();
    write_events();
    write_texts();
    write_spans();
    write_failure();
    json_.end_object();
    return json_.text();
  }

 private:
  void write_title(const PageTitle& title);
  void write_nodes();
  void write_events();
  void write_texts();
  void write_words(const MessageText& words);
  void write_text(Use use, TextId id);
  void write_spans();
  void write_failure();
  template <class Value>
  void write_column(std::string_view name, Value value);

  /// Bytes are told anew for each way to read them.
  std::int64_t text_number(const Event& event) {
    const std::pair<Use, TextId> key{use_of(event.kind), event.text};
    const auto [found, added] = text_numbers_.try_emplace(key, texts_.size());
    if (added) texts_.push_back(key);
    return static_cast<std::int64_t>(found->second);
  }

  /// A port as it is; connections as 1, 2, 3 ... in the order of their first events.
  std::int64_t channel_number(const Event& event) {
    if (use_of(event.kind) == Use::kDatagram || event.channel == 0)
      return static_cast<std::int64_t>(event.channel);
    const auto next = static_cast<std::int64_t>(connections_.size()) + 1;
    return connections_.try_emplace(event.channel, next).first->second;
  }

  const Timeline& timeline_;
  std::vector<Event> events_;
  std::map<std::uint64_t, std::int64_t> connections_;
  JsonWriter json_;
  std::map<std::pair<Use, TextId>, std::size_t> text_numbers_;
  std::vector<std::pair<Use, TextId>> texts_;
};

void PageData::write_title(const PageTitle& title) {
  json_.key("title").string(title.title).key("file").string(title.file);
  if (title.seed) json_.key("seed").string(std::to_string(*title.seed));
  json_.key("replay").string(title.replay).key("remarks").begin_array();
  for (const std::string& remark : title.remarks) json_.string(remark);
  json_.end_array();
  json_.key("forgotten").number(static_cast<std::int64_t>(timeline_.forgotten()));
}

void PageData::write_nodes() {
  json_.key("nodes").begin_array();
  for (std::uint32_t i = 0; i < timeline_.node_count(); ++i) {
    json_.begin_object().key("name").string(timeline_.name(NodeId{i})).end_object();
  }
  json_.end_array();
}

template <class Value>
void PageData::write_column(std::string_view name, Value value) {
  json_.key(name).begin_array();
  for (const Event& event : events_) json_.number(static_cast<std::int64_t>(value(event)));
  json_.end_array();
}

void PageData::write_events() {
  std::erase_if(events_, [](const Event& event) { return !is_shown(event); });
  json_.key("kinds").begin_array();
  for (const std::string_view name : kKindNames) json_.string(name);
  json_.end_array().key("losses").begin_array();
  for (std::size_t i = 0; i < kDropReasons; ++i) json_.string(to_text(static_cast<DropReason>(i)));
  json_.end_array().key("events").begin_object();
  std::int64_t before = 0;
  write_column("at", [&before](const Event& event) {
    return nanoseconds(event.at) - std::exchange(before, nanoseconds(event.at));
  });
  write_column("flight", [](const Event& event) { return nanoseconds(event.at) - nanoseconds(event.sent); });
  write_column("kind", [](const Event& event) { return event.kind; });
  write_column("node", [](const Event& event) { return number(event.node); });
  write_column("from", [](const Event& event) { return number(event.from); });
  write_column("text", [this](const Event& event) { return text_number(event); });
  write_column("channel", [this](const Event& event) { return channel_number(event); });
  write_column("loss", [](const Event& event) { return event.loss; });
  json_.end_object();
}

void PageData::write_texts() {
  json_.key("texts").begin_array();
  for (const auto& [use, id] : texts_) write_text(use, id);
  json_.end_array();
}

void PageData::write_words(const MessageText& words) {
  json_.begin_object().key("sort").string(to_text(words.sort)).key("label").string(words.label);
  json_.key("fields").begin_array();
  for (const auto& [name, value] : words.fields) json_.begin_array().string(name).string(value).end_array();
  json_.end_array().end_object();
}

void PageData::write_text(Use use, TextId id) {
  const TextPool::Text& text = timeline_.texts()[id];
  const std::string shown = escaped(text.bytes);
  json_.begin_object().key("shown").string(shown);
  json_.key("size").number(static_cast<std::int64_t>(text.size));
  if (use != Use::kLine) {
    if (shown != text.bytes) json_.key("hex").string(hex(text.bytes));
    json_.key("words").begin_array();
    if (use == Use::kDatagram) write_words(describe_datagram(text.bytes));
    if (use == Use::kRecord) {
      for (const MessageText& words : describe_record(text.bytes)) write_words(words);
    }
    json_.end_array();
  }
  json_.end_object();
}

void PageData::write_spans() {
  json_.key("spans").begin_array();
  for (const Span& span : spans_of(events_, timeline_)) {
    json_.begin_object().key("kind").string(span.kind).key("from").number(nanoseconds(span.from));
    json_.key("to").number(span.to ? nanoseconds(*span.to) : -1).key("oneWay").number(span.one_way ? 1 : 0);
    json_.key("left").begin_array();
    for (const NodeId node : span.left) json_.number(number(node));
    json_.end_array().key("right").begin_array();
    for (const NodeId node : span.right) json_.number(number(node));
    json_.end_array().end_object();
  }
  json_.end_array();
}

void PageData::write_failure() {
  if (!timeline_.failure()) return;
  const Failure& failure = *timeline_.failure();
  json_.key("failure").begin_object().key("at").number(nanoseconds(failure.at));
  json_.key("check").string(failure.check).key("what").string(failure.what).key("details").begin_array();
  for (const std::string& line : failure.details) json_.string(line);
  json_.end_array().end_object();
}

}  // namespace

std::string page_data(const Timeline& timeline, const PageTitle& title) {
  return PageData(timeline).write(title);
}

}  // namespace parley::sim::report
