// Metrics that a Go program may register: those that are made in the packages that it imports. Reads sources alone, so that nothing is built.
// Standard input: {"modules": {import path: folder}, "roots": [import paths], "os": "windows"}. Standard output: one metric a line, as JSON.
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/token"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

type input struct {
	Modules map[string]string `json:"modules"`
	Roots   []string          `json:"roots"`
	OS      string            `json:"os"`
}

type metric struct {
	Package    string              `json:"package"`
	At         string              `json:"at"`
	Name       string              `json:"name"`
	Type       string              `json:"type,omitempty"`
	Labels     []string            `json:"labels"`
	Optional   []string            `json:"optional,omitempty"`
	Values     map[string][]string `json:"values,omitempty"`
	Open       bool                `json:"open,omitempty"`
	Deprecated string              `json:"deprecated,omitempty"`
	OptIn      bool                `json:"optIn,omitempty"`
}

var (
	modules map[string]string
	units   = map[string]*unit{}
	fset    = token.NewFileSet()
	context = func() build.Context {
		c := build.Default
		c.GOOS, c.GOARCH, c.CgoEnabled = "linux", "amd64", true
		return c
	}()
	found []metric
)

func folderOf(path string) string {
	best := ""
	for module := range modules {
		if (path == module || strings.HasPrefix(path, module+"/")) && len(module) > len(best) {
			best = module
		}
	}
	if best == "" {
		return ""
	}
	return filepath.Join(modules[best], strings.TrimPrefix(path, best))
}

func unique(list []string) []string {
	sorted := append([]string{}, list...)
	sort.Strings(sorted)
	kept := []string{}
	for i, each := range sorted {
		if i == 0 || each != sorted[i-1] {
			kept = append(kept, each)
		}
	}
	return kept
}

func reach(roots []string) []string {
	seen := map[string]bool{}
	queue := append([]string{}, roots...)
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		u := load(path)
		if u == nil {
			continue
		}
		for _, file := range u.files {
			for _, spec := range file.Imports {
				if imported, _ := strconv.Unquote(spec.Path.Value); folderOf(imported) != "" {
					queue = append(queue, imported)
				}
			}
		}
	}
	paths := []string{}
	for path := range seen {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	return paths
}

func main() {
	in := input{}
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	modules = in.Modules
	if in.OS != "" {
		context.GOOS = in.OS
	}
	for _, path := range reach(in.Roots) {
		u := units[path]
		if u == nil {
			continue
		}
		for _, file := range u.files {
			for _, decl := range file.Decls {
				switch d := decl.(type) {
				case *ast.GenDecl:
					u.inFunc(file, nil, d)
				case *ast.FuncDecl:
					u.inFunc(file, d, d)
				}
			}
		}
	}
	encoder := json.NewEncoder(os.Stdout)
	for _, m := range found {
		all := []string{}
		for _, label := range m.Labels {
			if strings.HasSuffix(label, "?") {
				m.Optional = append(m.Optional, strings.TrimSuffix(label, "?"))
			} else {
				all = append(all, label)
			}
		}
		m.Labels, m.Optional = unique(all), unique(m.Optional)
		_ = encoder.Encode(m)
	}
}
