// Leads loopback addresses of the host to services of the cluster in a network namespace of its own.
//
//	forward NETNS DNS LISTEN=NAME:PORT …
//
// Names are looked up at each connection, so a service may come, go and change its address meanwhile.
package main

import (
	"context"
	"io"
	"log"
	"net"
	"os"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	setns       = 308 // the system call's number on amd64
	dialTimeout = 5 * time.Second
)

// inside dials from within the namespace: a socket belongs to the namespace of the thread that makes it.
func inside(netns, network, address string) (net.Conn, error) {
	type result struct {
		conn net.Conn
		err  error
	}
	done := make(chan result, 1)
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with this goroutine, it must not serve another
		ns, err := os.Open(netns)
		if err != nil {
			done <- result{err: err}
			return
		}
		defer ns.Close()
		if _, _, errno := syscall.RawSyscall(setns, ns.Fd(), syscall.CLONE_NEWNET, 0); errno != 0 {
			done <- result{err: os.NewSyscallError("setns", errno)}
			return
		}
		conn, err := net.DialTimeout(network, address, dialTimeout)
		done <- result{conn, err}
	}()
	r := <-done
	return r.conn, r.err
}

func lookup(netns, dns, target string) (string, error) {
	host, port, err := net.SplitHostPort(target)
	if err != nil {
		return "", err
	}
	resolver := net.Resolver{PreferGo: true, Dial: func(_ context.Context, network, _ string) (net.Conn, error) {
		return inside(netns, network, dns)
	}}
	limit, cancel := context.WithTimeout(context.Background(), dialTimeout)
	defer cancel()
	addresses, err := resolver.LookupHost(limit, host+".")
	if err != nil {
		return "", err
	}
	return net.JoinHostPort(addresses[0], port), nil
}

func pipe(client net.Conn, netns, dns, target string) {
	defer client.Close()
	address, err := lookup(netns, dns, target)
	if err != nil {
		log.Printf("%s: %v", target, err)
		return
	}
	server, err := inside(netns, "tcp", address)
	if err != nil {
		log.Printf("%s: %v", target, err)
		return
	}
	defer server.Close()
	var both sync.WaitGroup
	copyOneWay := func(to, from net.Conn) {
		defer both.Done()
		io.Copy(to, from)
		to.(*net.TCPConn).CloseWrite()
	}
	both.Add(2)
	go copyOneWay(server, client)
	go copyOneWay(client, server)
	both.Wait()
}

// patiently returns a listener as soon as no other program has the address.
func patiently(address, target string) net.Listener {
	for told := false; ; told = true {
		listener, err := net.Listen("tcp", address)
		if err == nil {
			log.Printf("%s leads to %s", address, target)
			return listener
		}
		if !told {
			log.Printf("%s is not led to %s: %v", address, target, err)
		}
		time.Sleep(2 * time.Second)
	}
}

func listen(address, netns, dns, target string) {
	listener := patiently(address, target)
	for {
		client, err := listener.Accept()
		if err != nil {
			log.Printf("%s: %v", address, err)
			time.Sleep(time.Second) // out of file descriptors: connections that end give some back
			continue
		}
		go pipe(client, netns, dns, target)
	}
}

func main() {
	if len(os.Args) < 4 {
		log.Fatal("usage: forward NETNS DNS LISTEN=NAME:PORT …")
	}
	for _, rule := range os.Args[3:] {
		address, target, found := strings.Cut(rule, "=")
		if !found {
			log.Fatalf("%q is not LISTEN=NAME:PORT", rule)
		}
		go listen(address, os.Args[1], os.Args[2], target)
	}
	select {}
}
