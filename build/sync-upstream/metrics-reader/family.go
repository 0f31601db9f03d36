// The metrics of kube-state-metrics, whose labels are written where its values are made.
package main

import (
	"fmt"
	"go/ast"
	"os"
	"strings"
)

// familyOf is a metric of kube-state-metrics: its labels are written where its values are made, those of all of an object's in a wrapper.
func (s *scope) familyOf(maker string, expr *ast.CallExpr) (metric, bool) {
	name, ok := s.text(expr.Args[0])
	if !ok {
		return metric{}, false
	}
	m := metric{Name: name, Type: valueType(lastName(expr.Args[2])), Labels: []string{}, OptIn: strings.Contains(maker, "OptIn")}
	at := 4
	if m.OptIn {
		at = len(expr.Args) - 2
	}
	m.Deprecated, _ = s.text(expr.Args[at])
	body := expr.Args[len(expr.Args)-1]
	defaults := []string{}
	inner := newScope(s.unit, s.file, body)
	for key, value := range s.locals {
		if _, own := inner.locals[key]; !own {
			inner.locals[key] = value
		}
	}
	shapes := [][]string{}
	visit := func(value ast.Expr) {
		list, known, open := inner.list(value)
		if !known {
			fmt.Fprintf(os.Stderr, "%s: labels of %s at %v are not known\n", s.unit.path, name, fset.Position(value.Pos()))
		}
		m.Open = m.Open || open || !known
		if len(list) > 0 || known {
			shapes = append(shapes, list)
		}
	}
	labelsIn(body, visit)
	if hasPlainSeries(body) {
		shapes = append(shapes, []string{})
	}
	// the wrapper, and functions that make values
	ast.Inspect(body, func(n ast.Node) bool {
		called, isCall := n.(*ast.CallExpr)
		if !isCall {
			return true
		}
		id, isIdent := called.Fun.(*ast.Ident)
		if !isIdent {
			return true
		}
		for _, decl := range s.unit.funcs[id.Name] {
			own := newScope(s.unit, s.fileOf(decl), decl)
			if strings.HasPrefix(id.Name, "wrap") {
				ast.Inspect(decl, func(n ast.Node) bool {
					if ident, ok := n.(*ast.Ident); ok && defaultLabels.MatchString(ident.Name) {
						defaults, _, _ = own.list(ident)
					}
					return true
				})
				continue
			}
			labelsIn(decl, func(value ast.Expr) {
				list, known, open := own.list(value)
				m.Open = m.Open || open || !known
				if known {
					shapes = append(shapes, list)
				}
			})
		}
		return true
	})
	m.Labels, m.Optional = merged(defaults, shapes)
	return m, true
}

func labelsIn(node ast.Node, visit func(ast.Expr)) {
	ast.Inspect(node, func(n ast.Node) bool {
		switch e := n.(type) {
		case *ast.KeyValueExpr:
			if lastName(e.Key) == "LabelKeys" {
				visit(e.Value)
			}
		case *ast.AssignStmt:
			for i, left := range e.Lhs {
				if lastName(left) == "LabelKeys" && i < len(e.Rhs) && !isGrowth(e.Rhs[i], "LabelKeys") {
					visit(e.Rhs[i])
				}
			}
		}
		return true
	})
}

// hasPlainSeries: some series are made with a value alone, and no label is given to them later.
func hasPlainSeries(body ast.Node) bool {
	isPlain, isChanged := false, false
	ast.Inspect(body, func(n ast.Node) bool {
		switch e := n.(type) {
		case *ast.CompositeLit:
			if field(e, "Value") != nil && field(e, "LabelKeys") == nil && field(e, "LabelValues") == nil {
				isPlain = true
			}
		case *ast.AssignStmt:
			for _, left := range e.Lhs {
				isChanged = isChanged || lastName(left) == "LabelKeys"
			}
		}
		return true
	})
	return isPlain && !isChanged
}

// merged is what all shapes have, and what some have.
func merged(defaults []string, shapes [][]string) (all, some []string) {
	counts := map[string]int{}
	for _, shape := range shapes {
		for _, label := range unique(shape) {
			counts[label]++
		}
	}
	all = append([]string{}, defaults...)
	for label, count := range counts {
		if count == len(shapes) && !strings.HasSuffix(label, "?") {
			all = append(all, label)
		} else {
			some = append(some, strings.TrimSuffix(label, "?"))
		}
	}
	return unique(all), unique(some)
}
