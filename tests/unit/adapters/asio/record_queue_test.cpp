#include "adapters/asio/record_queue.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <string>

namespace parley::adapters {
namespace {

TEST(RecordQueue, gives_records_back_whole_and_in_order) {
  RecordQueue queue;
  EXPECT_TRUE(queue.empty());
  const std::string longest(65'536, 'x');
  queue.push("a");
  queue.push(longest);
  queue.push(std::string("\0b", 2));
  EXPECT_EQ(queue.payload_bytes(), 1u + 65'536u + 2u);
  EXPECT_EQ(queue.front(), "a");
  queue.pop();
  EXPECT_EQ(queue.front(), longest);
  queue.pop();
  EXPECT_EQ(queue.front(), std::string("\0b", 2));
  queue.pop();
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(queue.payload_bytes(), 0u);
}

TEST(RecordQueue, agrees_with_a_plain_queue_when_filled_and_emptied_at_once) {
  RecordQueue queue;
  std::deque<std::string> plain;
  for (std::size_t i = 0; i < 5'000; ++i) {
    plain.emplace_back(1 + i * 37 % 900, static_cast<char>('a' + i % 26));
    queue.push(plain.back());
    if (i % 3 == 0) continue;
    ASSERT_EQ(queue.front(), plain.front());
    queue.pop();
    plain.pop_front();
  }
  while (!plain.empty()) {
    ASSERT_EQ(queue.front(), plain.front());
    queue.pop();
    plain.pop_front();
  }
  EXPECT_TRUE(queue.empty());
}

TEST(RecordQueue, is_empty_after_clear) {
  RecordQueue queue;
  queue.push("a");
  queue.push("b");
  queue.clear();
  EXPECT_TRUE(queue.empty());
  queue.push("c");
  EXPECT_EQ(queue.front(), "c");
}

}  // namespace
}  // namespace parley::adapters
