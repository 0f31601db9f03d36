// The texts that expressions have, without running them.
package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// scope is what identifiers mean in a function: what is assigned to them, and what a caller passes.
type scope struct {
	unit   *unit
	file   *ast.File
	locals map[string][]ast.Expr
	args   map[string]bound
	depth  int
}

type bound struct {
	expr  ast.Expr
	scope *scope
}

var assigned = map[ast.Node]map[string][]ast.Expr{}

func newScope(u *unit, file *ast.File, node ast.Node) *scope {
	s := &scope{unit: u, file: file, locals: map[string][]ast.Expr{}, args: map[string]bound{}}
	if decl, isFunc := node.(*ast.FuncDecl); node == nil || isFunc && decl == nil {
		return s
	}
	if known, ok := assigned[node]; ok {
		for name, values := range known {
			s.locals[name] = values
		}
		return s
	}
	defer func() { // a copy: others add to their own
		known := map[string][]ast.Expr{}
		for name, values := range s.locals {
			known[name] = values
		}
		assigned[node] = known
	}()
	ast.Inspect(node, func(n ast.Node) bool {
		switch a := n.(type) {
		case *ast.AssignStmt:
			for i, left := range a.Lhs {
				name, ok := left.(*ast.Ident)
				if !ok {
					continue
				}
				if len(a.Lhs) == len(a.Rhs) {
					s.locals[name.Name] = append(s.locals[name.Name], a.Rhs[i])
				} else if i == 0 && len(a.Rhs) == 1 {
					s.locals[name.Name] = append(s.locals[name.Name], a.Rhs[0])
				}
			}
		case *ast.ValueSpec:
			for i, name := range a.Names {
				if i < len(a.Values) {
					s.locals[name.Name] = append(s.locals[name.Name], a.Values[i])
				}
			}
		}
		return true
	})
	return s
}

// text is the value of an expression that is a string.
func (s *scope) text(expr ast.Expr) (string, bool) {
	if s.depth > 40 {
		return "", false
	}
	s.depth++
	defer func() { s.depth-- }()
	switch e := expr.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			text, err := strconv.Unquote(e.Value)
			return text, err == nil
		}
		return e.Value, e.Kind == token.INT
	case *ast.ParenExpr:
		return s.text(e.X)
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return "", false
		}
		left, ok := s.text(e.X)
		right, alsoOk := s.text(e.Y)
		return left + right, ok && alsoOk
	case *ast.Ident:
		if b, ok := s.args[e.Name]; ok {
			return b.scope.text(b.expr)
		}
		if all := s.locals[e.Name]; len(all) > 0 {
			return s.text(all[0])
		}
		if g, ok := s.unit.globals[e.Name]; ok {
			return newScope(s.unit, g.file, nil).deeper(s).text(g.expr)
		}
	case *ast.SelectorExpr:
		if u, g, ok := s.foreign(e); ok {
			return newScope(u, g.file, nil).deeper(s).text(g.expr)
		}
	case *ast.CallExpr:
		return s.calledText(e)
	}
	return "", false
}

func (s *scope) deeper(from *scope) *scope {
	s.depth = from.depth
	return s
}

func (s *scope) foreign(e *ast.SelectorExpr) (*unit, global, bool) {
	name, ok := e.X.(*ast.Ident)
	if !ok {
		return nil, global{}, false
	}
	path, ok := importsOf(s.file)[name.Name]
	if !ok {
		return nil, global{}, false
	}
	u := load(path)
	if u == nil {
		return nil, global{}, false
	}
	g, ok := u.globals[e.Sel.Name]
	return u, g, ok
}

func (s *scope) calledText(e *ast.CallExpr) (string, bool) {
	texts := make([]string, len(e.Args))
	all := true
	for i, arg := range e.Args {
		text, ok := s.text(arg)
		texts[i] = text
		all = all && ok
	}
	switch name := lastName(e.Fun); {
	case name == "BuildFQName" && len(texts) == 3:
		return fqName(texts[0], texts[1], texts[2]), all
	case name == "string" && len(texts) == 1, name == "String" && len(texts) == 1:
		return texts[0], all
	case name == "ReplaceAll" && len(texts) == 3:
		return strings.ReplaceAll(texts[0], texts[1], texts[2]), all
	case name == "ToLower" && len(texts) == 1:
		return strings.ToLower(texts[0]), all
	case name == "Sprintf" && len(texts) > 0 && all:
		values := make([]any, len(texts)-1)
		for i, text := range texts[1:] {
			values[i] = text
		}
		return fmt.Sprintf(strings.ReplaceAll(texts[0], "%d", "%s"), values...), true
	case name == "Join" && len(e.Args) == 2:
		list, ok, open := s.list(e.Args[0])
		return strings.Join(list, texts[1]), ok && !open
	}
	if id, isIdent := e.Fun.(*ast.Ident); isIdent {
		for _, decl := range s.unit.funcs[id.Name] {
			results := returned(decl)
			if len(results) != 1 || decl.Type.Params == nil {
				continue
			}
			inner := newScope(s.unit, s.fileOf(decl), decl).deeper(s)
			at := 0
			for _, group := range decl.Type.Params.List {
				for _, name := range group.Names {
					if at < len(e.Args) {
						inner.args[name.Name] = bound{e.Args[at], s}
					}
					at++
				}
			}
			return inner.text(results[0])
		}
	}
	return "", false
}

func fqName(parts ...string) string {
	kept := []string{}
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "_")
}

func returned(decl *ast.FuncDecl) (results []ast.Expr) {
	if decl.Body == nil {
		return nil
	}
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		if _, nested := n.(*ast.FuncLit); nested {
			return false
		}
		if r, ok := n.(*ast.ReturnStmt); ok && len(r.Results) > 0 {
			results = append(results, r.Results[0])
		}
		return true
	})
	return results
}

func (s *scope) fileOf(decl *ast.FuncDecl) *ast.File {
	for _, file := range s.unit.files {
		if file.Pos() <= decl.Pos() && decl.Pos() <= file.End() {
			return file
		}
	}
	return s.file
}

// literal is the composite literal behind an expression, with the scope that it is written in.
func (s *scope) literal(expr ast.Expr) (*ast.CompositeLit, *scope) {
	if s.depth > 40 {
		return nil, nil
	}
	s.depth++
	defer func() { s.depth-- }()
	switch e := expr.(type) {
	case *ast.CompositeLit:
		return e, s
	case *ast.UnaryExpr:
		return s.literal(e.X)
	case *ast.ParenExpr:
		return s.literal(e.X)
	case *ast.Ident:
		if b, ok := s.args[e.Name]; ok {
			return b.scope.literal(b.expr)
		}
		if all := s.locals[e.Name]; len(all) > 0 {
			return s.literal(all[0])
		}
		if g, ok := s.unit.globals[e.Name]; ok {
			return newScope(s.unit, g.file, nil).deeper(s).literal(g.expr)
		}
	case *ast.CallExpr: // a conversion: prometheus.GaugeOpts(opts)
		if len(e.Args) == 1 {
			return s.literal(e.Args[0])
		}
	}
	return nil, nil
}
