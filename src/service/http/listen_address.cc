#include "service/http/listen_address.h"

#include <boost/asio.hpp>

namespace retainwise::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

std::string address_text(const std::string& host) {
  if (host == "localhost") return "127.0.0.1";
  if (host.size() > 2 && host.front() == '[') return host.substr(1, host.size() - 2);
  return host;
}

Error cannot_listen(const std::string& where, const boost::system::error_code& error) {
  if (error == asio::error::address_in_use)
    return {ErrorKind::kUnavailable, "address_in_use", "Somebody listens on " + where + " already.",
            "Stop the other program, or choose another port with --listen.", error.message()};
  return {ErrorKind::kUnavailable, "cannot_listen", "Cannot listen on " + where + ".",
          "Choose another address with --listen.", error.message()};
}

}  // namespace

Result<void> listen_at(tcp::acceptor& acceptor, const std::string& host, std::uint16_t port) {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(address_text(host), error);
  if (error)
    return bad_request("bad_listen_address", "\"" + host + "\" is no address to listen on.",
                       "Give an IP address, as in 127.0.0.1:8080.");
  const tcp::endpoint endpoint(address, port);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return cannot_listen(host + ":" + std::to_string(port), error);
  return {};
}

Result<void> try_address(const std::string& host, std::uint16_t port) {
  asio::io_context io;
  tcp::acceptor acceptor(io);
  return listen_at(acceptor, host, port);
}

}  // namespace retainwise::http
