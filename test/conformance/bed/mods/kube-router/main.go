// kube-router's own controller of NetworkPolicies, without the rest of it (BGP, IPVS), which is most of its code. Runs in the network namespace
// of the node. Policies of other namespaces than those named are not seen: test files that run beside each other share one bed. Removes its rules
// when it is told to end.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/cloudnativelabs/kube-router/v2/pkg/controllers/netpol"
	"github.com/cloudnativelabs/kube-router/v2/pkg/healthcheck"
	"github.com/cloudnativelabs/kube-router/v2/pkg/options"
	networkingv1 "k8s.io/api/networking/v1"
	core "k8s.io/client-go/informers/core/v1"
	networking "k8s.io/client-go/informers/networking/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
)

// policiesOf shows the controller the policies of some namespaces alone; of none named, all.
type policiesOf struct {
	cache.SharedIndexInformer
	namespaces []string
}

type listOf struct {
	cache.Indexer
	namespaces []string
}

func (informer policiesOf) GetIndexer() cache.Indexer {
	return listOf{informer.SharedIndexInformer.GetIndexer(), informer.namespaces}
}

func (list listOf) List() []any {
	return slices.DeleteFunc(list.Indexer.List(), func(object any) bool {
		policy, ok := object.(*networkingv1.NetworkPolicy)
		return !ok || len(list.namespaces) > 0 && !slices.Contains(list.namespaces, policy.Namespace)
	})
}

func main() {
	klog.InitFlags(nil)
	kubeconfig := flag.String("kubeconfig", os.Getenv("KUBECONFIG"), "of an administrator")
	services := flag.String("service-cluster-ip-range", "", "the addresses of Services")
	namespaces := flag.String("namespaces", "", "whose policies are enforced, separated by commas; all by default")
	flag.Parse()
	if err := enforce(*kubeconfig, *services, strings.FieldsFunc(*namespaces, func(r rune) bool { return r == ',' })); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func enforce(kubeconfig, services string, namespaces []string) error {
	config := options.NewKubeRouterConfig()
	config.EnableIPv4 = true
	config.ClusterIPCIDRs = []string{services}

	access, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(access)
	if err != nil {
		return err
	}
	pods := core.NewPodInformer(client, "", 0, cache.Indexers{})
	spaces := core.NewNamespaceInformer(client, 0, cache.Indexers{})
	policies := policiesOf{networking.NewNetworkPolicyInformer(client, "", 0, cache.Indexers{}), namespaces}

	iptables, ipsets, err := netpol.NewIPTablesHandlers(config)
	if err != nil {
		return err
	}
	controller, err := netpol.NewNetworkPolicyController(client, config, pods, policies, spaces, &sync.Mutex{}, iptables, ipsets)
	if err != nil {
		return err
	}
	stop := make(chan struct{})
	for _, each := range []struct {
		informer cache.SharedIndexInformer
		handler  cache.ResourceEventHandler
	}{{pods, controller.PodEventHandler}, {spaces, controller.NamespaceEventHandler}, {policies, controller.NetworkPolicyEventHandler}} {
		if _, err := each.informer.AddEventHandler(each.handler); err != nil {
			return err
		}
		go each.informer.Run(stop)
	}
	if !cache.WaitForCacheSync(stop, pods.HasSynced, spaces.HasSynced, policies.HasSynced) {
		return fmt.Errorf("the apiserver does not answer")
	}

	heartbeats := make(chan *healthcheck.ControllerHeartbeat)
	go func() {
		for range heartbeats {
		}
	}()
	var running sync.WaitGroup
	running.Add(1)
	go controller.Run(heartbeats, stop, &running)

	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGINT, syscall.SIGTERM)
	<-ended
	close(stop)
	running.Wait()
	controller.Cleanup()
	return nil
}
