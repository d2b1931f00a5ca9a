#include "base/endpoint.hpp"

#include <gtest/gtest.h>

#include <string>

namespace parley {
namespace {

TEST(IpAddress, is_one_value_whichever_way_an_ipv4_host_is_written) {
  const auto plain = IpAddress::parse("192.0.2.1").value();
  const auto mapped = IpAddress::parse("::ffff:192.0.2.1").value();
  EXPECT_EQ(plain, mapped);
  EXPECT_TRUE(mapped.is_v4());
  EXPECT_EQ(mapped.to_v4(), 0xC0000201U);
  EXPECT_EQ(mapped.to_string(), "192.0.2.1");
  EXPECT_EQ(plain, IpAddress::v4(0xC0000201U));
}

TEST(IpAddress, is_printed_as_it_is_read_when_it_is_ipv6) {
  const auto address = IpAddress::parse("2001:db8::1").value();
  EXPECT_FALSE(address.is_v4());
  EXPECT_EQ(address.to_string(), "2001:db8::1");
  EXPECT_EQ(IpAddress().to_string(), "::");
}

TEST(IpAddress, is_refused_when_it_is_anything_else) {
  for (const auto* text : {"", "1", "256.0.0.1", "192.0.2", "192.0.2.1.", " 192.0.2.1", "192.0.2.1 ",
                           "localhost", "2001:db8::1::", "[::1]", "1.2.3.4:5"}) {
    EXPECT_FALSE(IpAddress::parse(text)) << '"' << text << '"';
  }
}

TEST(IpAddress, is_refused_when_a_nul_follows_a_good_one) {
  EXPECT_FALSE(IpAddress::parse(std::string_view("192.0.2.1\0x", 11)));
}

TEST(Port, is_a_number_from_1_to_65535) {
  EXPECT_EQ(parse_port("1").value(), 1);
  EXPECT_EQ(parse_port("65535").value(), 65535);
  for (const auto* text : {"", "0", "65536", "-1", "+1", " 1", "1 ", "1x", "0x10", "99999999999999999999"}) {
    EXPECT_FALSE(parse_port(text)) << '"' << text << '"';
  }
}

TEST(Endpoint, comes_back_when_its_text_is_read) {
  for (const auto* text : {"192.0.2.1:15600", "[2001:db8::1]:1", "[::]:65535", "127.0.0.1:80"}) {
    EXPECT_EQ(Endpoint::parse(text).value().to_string(), text);
  }
}

TEST(Endpoint, is_refused_when_address_or_port_is_missing_or_wrong) {
  for (const auto* text : {"", ":", "192.0.2.1", "192.0.2.1:", ":80", "192.0.2.1:0", "2001:db8::1:80",
                           "[::1]", "[::1]80", "[::1", "[::1]:", "host:80", "192.0.2.1:80:80"}) {
    EXPECT_FALSE(Endpoint::parse(text)) << '"' << text << '"';
  }
}

TEST(Endpoint, is_ordered_by_address_then_port) {
  const Endpoint low{kLoopback, 2};
  EXPECT_LT((Endpoint{kLoopback, 1}), low);
  EXPECT_LT(low, (Endpoint{IpAddress::v4(0x7f000002), 1}));
}

TEST(HostPort, takes_the_default_port_when_none_is_written) {
  EXPECT_EQ(HostPort::parse("chat.example", 15600).value(), (HostPort{"chat.example", 15600}));
  EXPECT_EQ(HostPort::parse("[::1]", 15600).value(), (HostPort{"::1", 15600}));
  EXPECT_EQ(HostPort::parse("2001:db8::1", 15600).value(), (HostPort{"2001:db8::1", 15600}));
}

TEST(HostPort, takes_the_port_that_is_written) {
  EXPECT_EQ(HostPort::parse("chat.example:7", 15600).value(), (HostPort{"chat.example", 7}));
  EXPECT_EQ(HostPort::parse("[::1]:7", 15600).value(), (HostPort{"::1", 7}));
}

TEST(HostPort, is_refused_when_it_names_no_host_or_no_port) {
  for (const auto* text :
       {"", ":80", "two words", "host:", "host:0", "host:x", "[::1]x", "[]:80", "[::1]:"}) {
    EXPECT_FALSE(HostPort::parse(text, 15600)) << '"' << text << '"';
  }
}

TEST(HostPort, is_refused_when_it_can_be_the_name_of_nothing) {
  for (const auto* text :
       {"nn[2001:db8::1]:80", "a:b:c", "[a:b]", "[a:b]:80", "a[b", "b]", "a\x1B:80", "a\nb"}) {
    EXPECT_FALSE(HostPort::parse(text, 15600)) << '"' << text << '"';
  }
  EXPECT_FALSE(HostPort::parse(std::string_view("a\0b", 3), 15600));
}

TEST(HostPort, may_be_an_address_with_a_zone) {
  EXPECT_EQ(HostPort::parse("[fe80::1%eth0]:7", 15600).value(), (HostPort{"fe80::1%eth0", 7}));
}

TEST(HostPort, is_printed_so_that_it_can_be_read_again) {
  for (const auto* text : {"chat.example:7", "[::1]:7", "192.0.2.1:15600"}) {
    EXPECT_EQ(HostPort::parse(text, 1).value().to_string(), text);
  }
}

}  // namespace
}  // namespace parley
