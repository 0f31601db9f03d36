// A package: its files, its names, and what is called in it.
package main

import (
	"go/ast"
	"go/parser"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

type unit struct {
	path    string
	files   []*ast.File
	names   []string
	globals map[string]global
	funcs   map[string][]*ast.FuncDecl
	calls   map[string][]call
	types   map[string]string // a description's variable or field: what is made of it
}

type global struct {
	file *ast.File
	expr ast.Expr
}

type call struct {
	file *ast.File
	decl *ast.FuncDecl
	expr *ast.CallExpr
}

func load(path string) *unit {
	if known, ok := units[path]; ok {
		return known
	}
	units[path] = nil
	folder := folderOf(path)
	entries, err := os.ReadDir(folder)
	if folder == "" || err != nil {
		return nil
	}
	u := &unit{path: path, globals: map[string]global{}, funcs: map[string][]*ast.FuncDecl{}, calls: map[string][]call{}, types: map[string]string{}}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if matches, err := context.MatchFile(folder, name); err != nil || !matches {
			continue
		}
		file, err := parser.ParseFile(fset, filepath.Join(folder, name), nil, parser.SkipObjectResolution)
		if err != nil || file.Name.Name == "documentation" {
			continue
		}
		u.files = append(u.files, file)
		u.names = append(u.names, name)
	}
	units[path] = u
	for _, file := range u.files {
		u.index(file)
	}
	return u
}

func (u *unit) index(file *ast.File) {
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				values, ok := spec.(*ast.ValueSpec)
				if !ok {
					continue
				}
				for i, name := range values.Names {
					if i < len(values.Values) {
						u.globals[name.Name] = global{file, values.Values[i]}
					}
				}
				u.indexCalls(file, nil, spec)
			}
		case *ast.FuncDecl:
			u.funcs[d.Name.Name] = append(u.funcs[d.Name.Name], d)
			u.indexCalls(file, d, d)
		}
	}
}

func (u *unit) indexCalls(file *ast.File, decl *ast.FuncDecl, node ast.Node) {
	ast.Inspect(node, func(n ast.Node) bool {
		expr, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name := lastName(expr.Fun)
		if name == "" {
			return true
		}
		u.calls[name] = append(u.calls[name], call{file, decl, expr})
		if strings.HasSuffix(name, "ConstMetric") || strings.HasSuffix(name, "ConstHistogram") || strings.HasSuffix(name, "ConstSummary") || name == "NewLazyMetricWithTimestamp" || name == "NewMetricWithTimestamp" {
			u.describe(name, expr)
		}
		return true
	})
}

// describe notes of which type a description is, from where its values are made.
func (u *unit) describe(name string, expr *ast.CallExpr) {
	if len(expr.Args) < 2 {
		return
	}
	desc := lastName(expr.Args[0])
	kind := valueType(lastName(expr.Args[1]))
	if strings.HasSuffix(name, "Histogram") {
		kind = "histogram"
	}
	if strings.HasSuffix(name, "Summary") {
		kind = "summary"
	}
	if before, known := u.types[desc]; known && before != kind {
		kind = ""
	}
	u.types[desc] = kind
}

func valueType(name string) string {
	switch name {
	case "CounterValue", "Counter":
		return "counter"
	case "GaugeValue", "Gauge", "StateSet", "Info":
		return "gauge"
	case "UntypedValue":
		return "untyped"
	}
	return ""
}

func lastName(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.IndexExpr:
		return lastName(e.X)
	case *ast.IndexListExpr:
		return lastName(e.X)
	case *ast.StarExpr:
		return lastName(e.X)
	case *ast.UnaryExpr:
		return lastName(e.X)
	case *ast.ParenExpr:
		return lastName(e.X)
	}
	return ""
}

var imported = map[*ast.File]map[string]string{}

func importsOf(file *ast.File) map[string]string {
	if known, ok := imported[file]; ok {
		return known
	}
	names := map[string]string{}
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		if spec.Name != nil {
			names[spec.Name.Name] = path
			continue
		}
		parts := strings.Split(path, "/")
		name := parts[len(parts)-1]
		if len(parts) > 1 && majorVersion.MatchString(name) {
			name = parts[len(parts)-2]
		}
		names[name] = path
		if u, ok := units[path]; ok && u != nil && len(u.files) > 0 {
			names[u.files[0].Name.Name] = path
		}
	}
	imported[file] = names
	return names
}
