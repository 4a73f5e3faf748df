//! Whose request it is, as far as addresses tell.

use http::HeaderMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The other end of the connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Address of the client behind so many trusted proxies: each adds the address it saw at the end, so we count from the right.
/// What stands further left anybody can write.
pub fn client(peer: Option<IpAddr>, headers: &HeaderMap, proxies: usize) -> IpAddr {
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    if proxies == 0 {
        return peer.to_canonical();
    }
    let entries: Vec<&str> = headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(',')).map(str::trim).collect();
    let entry = entries.len().checked_sub(proxies).and_then(|i| entries.get(i)).and_then(|e| parse(e));
    entry.unwrap_or(peer).to_canonical()
}

fn parse(entry: &str) -> Option<IpAddr> {
    entry.parse().ok().or_else(|| entry.parse::<SocketAddr>().ok().map(|a| a.ip())).or_else(|| entry.trim_matches(['[', ']']).parse().ok())
}

/// What limits count by: an IPv4 address, or the network that one IPv6 connection gets.
pub fn limited_as(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(a) => {
            let s = a.segments();
            IpAddr::V6(Ipv6Addr::new(s[0], s[1], s[2], s[3], 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn of(header: &'static str, proxies: usize) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static(header));
        client(Some("10.0.0.1".parse().unwrap()), &headers, proxies).to_string()
    }

    #[test]
    fn only_what_trusted_proxies_added_counts() {
        assert_eq!(of("1.1.1.1", 0), "10.0.0.1");
        assert_eq!(of("6.6.6.6, 1.1.1.1", 1), "1.1.1.1");
        assert_eq!(of("6.6.6.6, 1.1.1.1, 10.0.0.9", 2), "1.1.1.1");
        assert_eq!(of("1.1.1.1", 2), "10.0.0.1", "a request that went around a proxy");
        assert_eq!(of("rubbish", 1), "10.0.0.1");
        assert_eq!(of("1.1.1.1:4711", 1), "1.1.1.1");
        assert_eq!(of("2001:db8::1", 1), "2001:db8::1");
        assert_eq!(of("[2001:db8::1]:80", 1), "2001:db8::1");
    }
    #[test]
    fn ipv6_counts_by_network() {
        assert_eq!(limited_as("2001:db8:1:2:3:4:5:6".parse().unwrap()).to_string(), "2001:db8:1:2::");
    }
}
