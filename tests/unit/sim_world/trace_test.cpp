#include "sim/world/trace.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/world/payload.hpp"

namespace parley::sim {
namespace {

std::uint64_t hash_of(const TraceEvent& event) {
  Tracer tracer;
  tracer.note(event);
  return tracer.hash();
}

const TraceEvent kEvent{Instant(Duration(12'345'678)), TraceKind::kRecord, NodeId{5}, NodeId{3}, "LOGIN ann"};

TEST(Tracer, changes_its_hash_with_every_part_of_an_event) {
  const auto hash = hash_of(kEvent);
  EXPECT_EQ(hash_of(kEvent), hash);
  auto other = kEvent;
  other.at += Duration(1);
  EXPECT_NE(hash_of(other), hash);
  other = kEvent;
  other.kind = TraceKind::kDatagram;
  EXPECT_NE(hash_of(other), hash);
  other = kEvent;
  std::swap(other.node, other.from);
  EXPECT_NE(hash_of(other), hash);
  other = kEvent;
  other.bytes = "LOGIN anm";
  EXPECT_NE(hash_of(other), hash);
}

TEST(Tracer, tells_apart_bytes_that_were_cut_elsewhere) {
  Tracer one;
  Tracer two;
  auto event = kEvent;
  for (const char* part : {"ab", "c"}) {
    event.bytes = part;
    one.note(event);
  }
  for (const char* part : {"a", "bc"}) {
    event.bytes = part;
    two.note(event);
  }
  EXPECT_NE(one.hash(), two.hash());
}

TEST(TraceHash, takes_every_byte_of_any_length) {
  for (std::size_t size = 1; size < 40; ++size) {
    TraceHash plain;
    plain.add(std::string(size, 'x'));
    for (std::size_t at = 0; at < size; ++at) {
      std::string changed(size, 'x');
      changed[at] = '\x80';
      TraceHash other;
      other.add(changed);
      EXPECT_NE(other.value(), plain.value()) << size << ' ' << at;
    }
  }
}

TEST(Trace, says_an_event_in_words) {
  EXPECT_EQ(to_text(kEvent), "0.012345678  3 -> 5       record \"LOGIN ann\"");
  EXPECT_EQ(to_text({Instant(Duration(0)), TraceKind::kPrinted, NodeId{1}, NodeId{1}, "a\"\n\x7f"}),
            "0.000000000  1            printed \"a\\\"\\x0a\\x7f\"");
}

TEST(PayloadPool, gives_a_block_back_when_the_last_reference_goes_and_uses_it_again) {
  PayloadPool pool;
  Payload* first = pool.take("hello");
  PayloadPool::share(first);
  pool.release(first);
  EXPECT_EQ(first->bytes(), "hello");
  EXPECT_EQ(pool.live(), 1U);
  pool.release(first);
  EXPECT_EQ(pool.live(), 0U);
  EXPECT_EQ(pool.take("again"), first);
}

TEST(PayloadPool, holds_anything_from_nothing_to_the_longest_datagram) {
  PayloadPool pool;
  std::vector<Payload*> payloads;
  for (std::size_t size = 0; size <= 65'507; size = size * 2 + 1) {
    payloads.push_back(pool.take(std::string(size, static_cast<char>(size))));
  }
  payloads.push_back(pool.take(std::string(65'507, 'z')));
  for (const Payload* payload : payloads) {
    const char expected = payload->size == 65'507 ? 'z' : static_cast<char>(payload->size);
    EXPECT_EQ(payload->bytes(), std::string(payload->size, expected));
  }
}

TEST(PayloadQueue, gives_in_order_and_what_was_put_in_front_first) {
  PayloadPool pool;
  PayloadQueue queue;
  queue.push(pool.take("b"));
  queue.push(pool.take("c"));
  queue.push_front(pool.take("a"));
  EXPECT_EQ(queue.count(), 3U);
  std::string order;
  while (!queue.empty()) {
    Payload* payload = queue.pop();
    order += payload->bytes();
    pool.release(payload);
  }
  EXPECT_EQ(order, "abc");
  EXPECT_EQ(pool.live(), 0U);
}

}  // namespace
}  // namespace parley::sim
