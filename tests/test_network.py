"""No test reaches a network, by address or by name, in this process."""

import socket

import pytest

pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use")


def test_a_socket_is_refused():
    with pytest.raises(RuntimeError, match=r"socket\.socket"):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def test_a_name_is_not_looked_up():
    with pytest.raises(RuntimeError, match="getaddrinfo"):
        socket.getaddrinfo("localhost", 80)


def test_a_test_with_a_server_reaches_loopback_alone(fault_server):
    with socket.create_connection(fault_server._server.server_address):
        pass
    outside = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    with outside, pytest.raises(RuntimeError, match=r"192\.0\.2\.1"):
        outside.connect(("192.0.2.1", 80))
    with pytest.raises(pytest.fail.Exception):
        socket.getaddrinfo("localhost", 80)
