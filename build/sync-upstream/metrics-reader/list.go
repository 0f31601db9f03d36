// The lists of texts that expressions have: labels. A label with a question mark is not in all of them.
package main

import (
	"go/ast"
	"go/token"
	"strings"
)

// list is the value of an expression that is a list of strings; open: there may be more.
func (s *scope) list(expr ast.Expr) (values []string, ok bool, open bool) {
	if s.depth > 40 {
		return nil, false, false
	}
	s.depth++
	defer func() { s.depth-- }()
	switch e := expr.(type) {
	case *ast.ParenExpr:
		return s.list(e.X)
	case *ast.UnaryExpr:
		return s.list(e.X)
	case *ast.CompositeLit:
		values, ok = []string{}, true
		for _, element := range e.Elts {
			if pair, isPair := element.(*ast.KeyValueExpr); isPair { // a map of constant labels
				element = pair.Key
			}
			text, known := s.text(element)
			if known {
				values = append(values, text)
			}
			ok = ok && known
		}
		return values, ok, false
	case *ast.Ident:
		if e.Name == "nil" {
			return []string{}, true, false
		}
		if b, found := s.args[e.Name]; found {
			return b.scope.list(b.expr)
		}
		if all := s.locals[e.Name]; len(all) > 0 {
			return s.united(all, e.Name)
		}
		if g, found := s.unit.globals[e.Name]; found {
			return newScope(s.unit, g.file, nil).deeper(s).list(g.expr)
		}
	case *ast.SelectorExpr:
		if u, g, found := s.foreign(e); found {
			return newScope(u, g.file, nil).deeper(s).list(g.expr)
		}
	case *ast.CallExpr:
		return s.calledList(e)
	case *ast.SliceExpr:
		return s.list(e.X)
	}
	return nil, false, false
}

func (s *scope) united(all []ast.Expr, name string) (values []string, ok bool, open bool) {
	ok = true
	counts := map[string]int{}
	shapes := 0
	for _, each := range all {
		grown := isGrowth(each, name)
		if grown {
			each = withoutSelf(each.(*ast.CallExpr), name)
		}
		list, known, more := s.list(each)
		ok, open = ok && known, open || more
		if made := lastName(each) == "" && isMake(each); made {
			continue
		}
		if !grown {
			shapes++
		}
		for _, label := range unique(list) {
			if grown && counts[label] == 0 {
				label = strings.TrimSuffix(label, "?") + "?"
			}
			counts[label]++
		}
	}
	for label, count := range counts {
		if count < shapes && shapes > 1 {
			label = strings.TrimSuffix(label, "?") + "?"
		}
		values = append(values, label)
	}
	return values, ok, open
}

func isMake(expr ast.Expr) bool {
	e, ok := expr.(*ast.CallExpr)
	return ok && lastName(e.Fun) == "make"
}

// isGrowth: list = append(list, ...), or list = append([]string{...}, list...)
func isGrowth(expr ast.Expr, name string) bool {
	e, ok := expr.(*ast.CallExpr)
	if !ok || lastName(e.Fun) != "append" {
		return false
	}
	for _, arg := range e.Args {
		if lastName(arg) == name {
			return true
		}
	}
	return false
}

func withoutSelf(e *ast.CallExpr, name string) ast.Expr {
	args := []ast.Expr{ast.NewIdent("nil")}
	spread := e.Ellipsis
	for i, arg := range e.Args {
		if lastName(arg) == name {
			if i == len(e.Args)-1 {
				spread = token.NoPos
			}
			continue
		}
		if lit, isLit := arg.(*ast.CompositeLit); isLit && i == 0 {
			args = append(args, lit.Elts...)
			continue
		}
		args = append(args, arg)
	}
	return &ast.CallExpr{Fun: ast.NewIdent("append"), Args: args, Ellipsis: spread}
}

func (s *scope) calledList(e *ast.CallExpr) (values []string, ok bool, open bool) {
	name := lastName(e.Fun)
	switch {
	case name == "append" && len(e.Args) > 0:
		values, ok, open = s.list(e.Args[0])
		for i, arg := range e.Args[1:] {
			if e.Ellipsis != token.NoPos && i == len(e.Args)-2 {
				list, known, more := s.list(arg)
				values, ok, open = append(values, list...), ok && known, open || more
			} else if text, known := s.text(arg); known {
				values = append(values, text)
			} else {
				ok = false
			}
		}
		return values, ok, open
	case name == "make":
		return []string{}, true, false
	case name == "createPrometheusLabelKeysValues" || name == "kubeMapToPrometheusLabels" || name == "kubeLabelsToPrometheusLabels" || name == "mapToPrometheusLabels":
		for _, arg := range e.Args {
			if prefix, known := s.text(arg); known {
				return []string{prefix + "_*"}, true, false
			}
		}
		return []string{}, true, true
	}
	if id, isIdent := e.Fun.(*ast.Ident); isIdent {
		for _, decl := range s.unit.funcs[id.Name] {
			for _, result := range returned(decl) {
				inner := newScope(s.unit, s.fileOf(decl), decl).deeper(s)
				return inner.list(result)
			}
		}
	}
	return nil, false, false
}
