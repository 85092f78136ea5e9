// Prints rows of what Go's flag package makes of argument vectors: `go run go-flag.go > go-flag.jsonl`.
package main

import (
	"encoding/json"
	"flag"
	"io"
	"math/rand"
	"os"
	"strings"
)

type seen struct {
	name string
	bool bool
	into *[]string
}

func (s seen) String() string { return "" }

func (s seen) IsBoolFlag() bool { return s.bool }

func (s seen) Set(value string) error {
	if s.bool {
		*s.into = append(*s.into, "-"+s.name)
	} else {
		*s.into = append(*s.into, "-"+s.name+"="+value)
	}
	return nil
}

func read(argv []string) string {
	var options []string
	set := flag.NewFlagSet("prog", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	for _, name := range []string{"v", "race", "vv"} {
		set.Var(seen{name, true, &options}, name, "")
	}
	for _, name := range []string{"n", "run", "o"} {
		set.Var(seen{name, false, &options}, name, "")
	}
	if set.Parse(argv) != nil {
		return "error"
	}
	return strings.Join(append(append(options, ":"), set.Args()...), " ")
}

func main() {
	words := []string{"-v", "--v", "-race", "--race", "-vv", "-v=false", "--race=true", "-n", "--n", "-n=5", "--n=5", "-n=",
		"-run", "--run=x=y", "-run=", "-o", "--o=-v", "--", "-", "a", "b.go", "./...", "", "-n5", "-vn", "-x", "--x=1", "=", "-race=false"}
	random := rand.New(rand.NewSource(1))
	encoder := json.NewEncoder(os.Stdout)
	for row := 0; row < 2000; row++ {
		argv := []string{}
		for length := random.Intn(7); length > 0; length-- {
			// Mostly words that are well-formed, which come first.
			at := random.Intn(len(words))
			if random.Intn(4) > 0 {
				at = random.Intn(23)
			}
			argv = append(argv, words[at])
		}
		encoder.Encode([]any{argv, read(argv)})
	}
}
