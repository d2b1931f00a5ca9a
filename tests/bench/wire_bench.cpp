// The wire: how fast messages are read and written.

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "wire/answer.hpp"
#include "wire/framing.hpp"
#include "wire/keep_alive.hpp"
#include "wire/open_room.hpp"
#include "wire/request.hpp"
#include "wire/text.hpp"

namespace parley::wire {
namespace {

UserName user(std::string_view text) { return UserName::parse(text).value(); }
RoomName room(std::string_view text) { return RoomName::parse(text).value(); }

const std::string kLogin = "LOGIN ada " + std::string(64, 'f') + " 6000";

void decode_each(benchmark::State& state, std::string_view message) {
  for (auto _ : state) benchmark::DoNotOptimize(decode_request(message));
  state.SetItemsProcessed(state.iterations());
}

void decode_login(benchmark::State& state) { decode_each(state, kLogin); }
void decode_join(benchmark::State& state) { decode_each(state, "JOIN-CHAT-ROOM tea ada"); }
void decode_room_list(benchmark::State& state) { decode_each(state, "SHOW-ROOM-LIST"); }
void decode_unknown(benchmark::State& state) { decode_each(state, "GET / HTTP/1.1\r\nHost: chat\r\n\r\n"); }
BENCHMARK(decode_login);
BENCHMARK(decode_join);
BENCHMARK(decode_room_list);
BENCHMARK(decode_unknown);

void decode_keep_alives(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(decode_keep_alive("KEEP_ALIVE person-4711"));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decode_keep_alives);

void encode_join(benchmark::State& state) {
  const Request request = JoinRoom{room("tea"), user("ada")};
  for (auto _ : state) benchmark::DoNotOptimize(encode(request));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(encode_join);

void encode_answer(benchmark::State& state) {
  const Answer answer{Verb::kSearchUser, Status::kSuccess, "192.0.2.7:6000"};
  for (auto _ : state) benchmark::DoNotOptimize(encode(answer));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(encode_answer);

void decode_answer(benchmark::State& state) {
  const std::string message = "SEARCH_USER_RESPONSE <SUCCESS> <200> 192.0.2.7:6000";
  for (auto _ : state) benchmark::DoNotOptimize(wire::decode_answer(message));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decode_answer);

/// Rooms of ten members each.
std::vector<RoomEntry> rooms_of(std::int64_t count) {
  std::vector<RoomEntry> rooms;
  for (std::int64_t i = 0; i < count; ++i) {
    RoomEntry entry{room("room-" + std::to_string(i)), {}, user("person-0")};
    for (int j = 0; j < 10; ++j) entry.members.push_back(user("person-" + std::to_string(j)));
    rooms.push_back(std::move(entry));
  }
  return rooms;
}

void encode_room_list(benchmark::State& state) {
  const auto rooms = rooms_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(encode_rooms(rooms));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(encode_room_list)->Arg(10)->Arg(1000);

void decode_room_list_answer(benchmark::State& state) {
  const auto details = encode_rooms(rooms_of(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(decode_rooms(details));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(decode_room_list_answer)->Arg(10)->Arg(1000);

void split_lines(benchmark::State& state) {
  std::string stream;
  for (int i = 0; i < 100; ++i) stream += "SEARCH_USER person-4711\n";
  LineSplitter splitter(65536);
  for (auto _ : state) {
    splitter.feed(stream);
    while (const auto line = splitter.next()) benchmark::DoNotOptimize(line->data());
  }
  state.SetItemsProcessed(state.iterations() * 100);
}
BENCHMARK(split_lines);

void decode_chat_line(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(decode_room_datagram("ada: good morning, everybody"));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decode_chat_line);

void make_printable(benchmark::State& state) {
  const std::string text = "good morning, everybody: na\xC3\xAFve caf\xC3\xA9 \xF0\x9F\x98\x80";
  for (auto _ : state) benchmark::DoNotOptimize(printable(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(make_printable);

}  // namespace
}  // namespace parley::wire
