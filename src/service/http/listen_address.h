#pragma once
/// Where the server listens.
#include <string>

#include <boost/asio/ip/tcp.hpp>

#include "base/result.h"

namespace retainwise::http {

/// Opens `acceptor` at an IP address, in brackets or not, or "localhost"; port 0 takes any.
/// kBadRequest "bad_listen_address" for what is no address, kUnavailable "address_in_use" or
/// "cannot_listen".
Result<void> listen_at(boost::asio::ip::tcp::acceptor& acceptor, const std::string& host,
                       std::uint16_t port);

/// Whether one could listen there now: asked before anything is made on disk.
Result<void> try_address(const std::string& host, std::uint16_t port);

}  // namespace retainwise::http
